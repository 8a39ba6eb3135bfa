using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class ExportTests
{
    private const string Attack = "=HYPERLINK(\\\"https://evil.example\\\",\\\"click\\\")";

    [TestCase("txt", "text/plain", "txt")]
    [TestCase("csv", "text/csv", "csv")]
    [TestCase("json", "application/json", "json")]
    [TestCase("a1111", "text/plain", "txt")]
    [TestCase("ideogram-4", "application/x-ndjson", "jsonl")]
    public async Task Every_format_is_a_file_with_a_plain_name(string format, string type, string extension)
    {
        using var person = await ApiClient.NewAsync();
        await AddAsync(person, "a red fox", "A");
        await AddAsync(person, "a blue owl", "B\\\"; filename=\\\"evil.exe");

        using var response = await RawAsync(person, $"favourites/export?format={format}");
        var all = await response.Content.ReadAsStringAsync();
        var folder = (await person.GetAsync($"favourites/export?format={format}&folder=A")).Text;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), all);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(
            response.Content.Headers.ContentDisposition!.ToString(),
            Is.EqualTo($"attachment; filename=\"favourites.{extension}\"")
        );
        Assert.That(all, Does.Contain("red fox").And.Contain("blue owl"));
        Assert.That(folder, Does.Contain("red fox").And.Not.Contain("blue owl"));
    }

    [Test]
    public async Task A_formula_in_a_cell_stays_text()
    {
        using var person = await ApiClient.NewAsync();
        await person.SendAsync(
            HttpMethod.Post,
            "favourites",
            $$$"""{"prompt":{"subjects":[{"phrase":{"value":"@SUM(1)","source":"user"}}]},"targets":["midjourney"],"title":"{{{Attack}}}","folder":"+1+1","note":"-2+3\n,\"x\""}"""
        );

        var csv = (await person.GetAsync("favourites/export?format=csv")).Text;

        Assert.That(csv, Does.EndWith("\r\n"));
        Assert.That(csv, Does.Contain("\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"click\"\")\""));
        Assert.That(csv, Does.Contain(",'+1+1,").And.Contain("\"'-2+3\n,\"\"x\"\"\""));
        Assert.That(csv, Does.Not.Contain(",=").And.Not.Contain(",+").And.Not.Contain(",@").And.Not.Contain(",-"));
    }

    [Test]
    public async Task A_generation_and_its_variations_are_exported()
    {
        using var person = await ApiClient.NewAsync();
        var generation = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a {red|blue} fox","targets":["flux"],"controls":{"variations":2,"negative":"boats","seed":7}}"""
        );
        var path = $"generations/{generation.Id}/export?format=";

        using var response = await RawAsync(person, path + "json");
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var a1111 = (await person.GetAsync(path + "a1111")).Text.Split("\n\n")[0];
        var ideogram = (await person.GetAsync(path + "ideogram-4")).Text.Trim().Split('\n');
        var text = (await person.GetAsync(path + "txt")).Text;

        Assert.That(
            response.Content.Headers.ContentDisposition!.ToString(),
            Is.EqualTo($"attachment; filename=\"generation-{generation.Id}.json\"")
        );
        Assert.That(json.GetArrayLength(), Is.EqualTo(2));
        Assert.That(
            json[0].GetProperty("renderings").GetProperty("flux").GetProperty("prompt").GetString(),
            Is.EqualTo(generation.At("result", "renderings", "flux", "prompt").GetString())
        );
        var read = A1111Reader.Parse(a1111)!;
        Assert.That(read.Prompt, Does.Contain("fox"));
        Assert.That(read.Negative, Does.Contain("boats"));
        Assert.That(read.Parameters.Single(p => p.Name == "Seed").Value, Is.EqualTo("7"));
        Assert.That(ideogram, Has.Length.EqualTo(2));
        Assert.That(JsonDocument.Parse(ideogram[1]).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(text, Does.Contain("[FLUX"));
    }

    [TestCase("favourites/export")]
    [TestCase("favourites/export?format=")]
    [TestCase("favourites/export?format=xlsx")]
    [TestCase("favourites/export?format=TXT")]
    [TestCase("favourites/export?format=txt&format=csv")]
    [TestCase("favourites/export?format=txt&name=x")]
    public async Task A_bad_export_is_told(string path)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GetAsync(path);

        Assert.That(
            (answer.Status, answer.Code),
            Is.EqualTo((HttpStatusCode.BadRequest, "request-invalid")),
            answer.Text
        );
    }

    private static Task<Answer> AddAsync(ApiClient person, string idea, string folder) =>
        person.SendAsync(
            HttpMethod.Post,
            "favourites",
            $$$"""{"prompt":{"subjects":[{"phrase":{"value":"{{{idea}}}","source":"user"}}]},"folder":"{{{folder}}}"}"""
        );

    private static async Task<HttpResponseMessage> RawAsync(ApiClient person, string path) =>
        await person.Http.GetAsync(new Uri($"{await SharedApp.AddressAsync()}/{path}"));
}
