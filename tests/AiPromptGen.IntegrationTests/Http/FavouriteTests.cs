using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class FavouriteTests
{
    private const string Fox = """{"subjects":[{"phrase":{"value":"a red fox","source":"user"}}]}""";

    private static readonly TestCaseData[] Bodies =
    [
        Case("not JSON", "{", "json-invalid"),
        Case("no prompt", "{}", "json-invalid"),
        Case("an unknown field", $$"""{"prompt":{{Fox}},"tags":[]}""", "json-invalid"),
        Case("null", $$"""{"prompt":null}""", "json-invalid"),
        Case("a long title", $$"""{"prompt":{{Fox}},"title":"{{new string('a', 121)}}"}""", "title-too-long"),
        Case("a long folder", $$"""{"prompt":{{Fox}},"folder":"{{new string('a', 61)}}"}""", "folder-too-long"),
        Case("a long note", $$"""{"prompt":{{Fox}},"note":"{{new string('a', 1001)}}"}""", "note-too-long"),
        Case("an unknown target", $$"""{"prompt":{{Fox}},"targets":["paint"]}""", "target-unknown"),
        Case("no targets", $$"""{"prompt":{{Fox}},"targets":[]}""", "targets-empty"),
        Case("a null subject", """{"prompt":{"subjects":[null]}}""", "value-missing"),
        Case("a long value", $$$"""{"prompt":{"title":"{{{new string('a', 500)}}}"}}""", "text-too-long"),
    ];

    [Test]
    public async Task A_prompt_is_kept_found_moved_and_deleted()
    {
        using var person = await ApiClient.NewAsync();

        var added = await AddAsync(
            person,
            Fox,
            """ "folder":" Winter  animals ","note":"for\nlater","targets":["flux"] """
        );
        var found = await person.GetAsync($"favourites/{added.Id}");

        Assert.That(added.Status, Is.EqualTo(HttpStatusCode.Created), added.Text);
        Assert.That(added.Headers.Location!.OriginalString, Is.EqualTo($"/api/favourites/{added.Id}"));
        Assert.That(found.Text, Is.EqualTo(added.Text));
        Assert.That(found.At("title").GetString(), Is.EqualTo("a red fox"));
        Assert.That(found.At("folder").GetString(), Is.EqualTo("Winter animals"));
        Assert.That(found.At("note").GetString(), Is.EqualTo("for\nlater"));

        var moved = await person.SendAsync(
            HttpMethod.Put,
            $"favourites/{added.Id}",
            """{"title":"Fox","folder":"Snow"}"""
        );
        Assert.That(moved.Status, Is.EqualTo(HttpStatusCode.OK), moved.Text);
        Assert.That((await person.GetAsync($"favourites/{added.Id}")).Text, Is.EqualTo(moved.Text));
        Assert.That(moved.At("folder").GetString(), Is.EqualTo("Snow"));
        Assert.That(moved.Json.TryGetProperty("note", out _), Is.False);
        Assert.That(moved.At("prompt").GetRawText(), Is.EqualTo(added.At("prompt").GetRawText()));

        Assert.That((await person.DeleteAsync($"favourites/{added.Id}")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await person.GetAsync($"favourites/{added.Id}")).Code, Is.EqualTo("favourite-not-found"));
        Assert.That((await person.DeleteAsync($"favourites/{added.Id}")).Code, Is.EqualTo("favourite-not-found"));
    }

    [Test]
    public async Task A_generation_is_kept_and_outlives_it()
    {
        using var person = await ApiClient.NewAsync();
        var generation = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a {red|blue} fox","targets":["flux"],"controls":{"variations":2}}"""
        );

        var first = await KeepAsync(person, generation.Id, """{"folder":"A"}""");
        var second = await KeepAsync(person, generation.Id, """{"folder":"A","variation":1}""");
        await person.DeleteAsync($"generations/{generation.Id}");

        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.Text);
        Assert.That(first.At("prompt").GetRawText(), Is.EqualTo(generation.At("result", "prompt").GetRawText()));
        Assert.That(first.At("targets")[0].GetString(), Is.EqualTo("flux"));
        Assert.That(second.At("prompt").GetRawText(), Is.Not.EqualTo(first.At("prompt").GetRawText()));
        Assert.That((await person.GetAsync($"favourites/{first.Id}")).Text, Is.EqualTo(first.Text));
    }

    [TestCase("""{"variation":0}""", 400, "request-invalid")]
    [TestCase("""{"variation":9}""", 400, "request-invalid")]
    [TestCase("""{"variation":-1}""", 400, "request-invalid")]
    [TestCase("""{"prompt":{}}""", 400, "json-invalid")]
    public async Task What_cannot_be_kept_is_told(string body, int status, string code)
    {
        using var person = await ApiClient.NewAsync();
        var generation = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a fox"}""");

        var answer = await KeepAsync(person, generation.Id, body);

        Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [Test]
    public async Task A_generation_without_a_prompt_cannot_be_kept_or_exported()
    {
        using var person = await ApiClient.NewAsync();
        var refused = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a nude 12 year old girl"}""");

        Assert.That((await KeepAsync(person, refused.Id, "{}")).Code, Is.EqualTo("generation-without-prompt"));
        var export = await person.GetAsync($"generations/{refused.Id}/export?format=txt");
        Assert.That((export.Status, export.Code), Is.EqualTo((HttpStatusCode.Conflict, "generation-without-prompt")));
    }

    [Test]
    public async Task Folders_are_listed_page_by_page()
    {
        using var person = await ApiClient.NewAsync();
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(person, Fox, $$""" "title":"fox {{i}}","folder":"{{(i % 2 == 0 ? "O'Hara's" : "")}}" """);
        }

        var all = await person.GetAsync("favourites?limit=3");
        Assert.That(
            all.At("folders").EnumerateArray().Select(f => $"{f.GetProperty("folder")}={f.GetProperty("count")}"),
            Is.EqualTo(new[] { "=3", "O'Hara's=4" })
        );
        Assert.That(
            await TitlesAsync(person, "favourites?limit=3"),
            Is.EqualTo(Enumerable.Range(0, 7).Select(i => $"fox {6 - i}"))
        );
        Assert.That(
            await TitlesAsync(person, "favourites?limit=3&folder=O'Hara's"),
            Is.EqualTo(new[] { "fox 6", "fox 4", "fox 2", "fox 0" })
        );
        Assert.That(await TitlesAsync(person, "favourites?folder="), Is.EqualTo(new[] { "fox 5", "fox 3", "fox 1" }));
        Assert.That(await TitlesAsync(person, "favourites?folder=' or '1' eq '1"), Is.Empty);
        foreach (var path in (string[])["favourites?", "favourites/export?format=txt&"])
        {
            var answer = await person.GetAsync($"{path}folder={new string('a', 61)}");
            Assert.That(answer.At("errors")[0].GetProperty("code").GetString(), Is.EqualTo("folder-too-long"));
        }
    }

    [Test]
    public async Task Nobody_else_sees_or_changes_a_favourite()
    {
        using var person = await ApiClient.NewAsync();
        using var other = await ApiClient.NewAsync();
        var added = await AddAsync(person, Fox, """ "folder":"Mine" """);
        var generation = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a fox"}""");

        foreach (
            var answer in new[]
            {
                await other.GetAsync($"favourites/{added.Id}"),
                await other.DeleteAsync($"favourites/{added.Id}"),
                await other.SendAsync(HttpMethod.Put, $"favourites/{added.Id}", """{"title":"x"}"""),
                await KeepAsync(other, generation.Id, "{}"),
                await other.GetAsync($"generations/{generation.Id}/export?format=json"),
            }
        )
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), answer.Text);
        }

        Assert.That((await other.GetAsync("favourites")).At("favourites").GetArrayLength(), Is.Zero);
        Assert.That((await other.GetAsync("favourites")).At("folders").GetArrayLength(), Is.Zero);
        Assert.That((await other.GetAsync("favourites/export?format=json")).Text.Trim(), Is.EqualTo("[]"));
        Assert.That((await person.GetAsync($"favourites/{added.Id}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_bad_favourite_is_told(string body, string code)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(HttpMethod.Post, "favourites", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Text, Does.Contain($"\"code\":\"{code}\""));
        Assert.That((await person.GetAsync("favourites")).At("favourites").GetArrayLength(), Is.Zero);
    }

    private static Task<Answer> AddAsync(ApiClient person, string prompt, string more) =>
        person.SendAsync(HttpMethod.Post, "favourites", $$"""{"prompt":{{prompt}},{{more}}}""");

    private static Task<Answer> KeepAsync(ApiClient person, string id, string body) =>
        person.SendAsync(HttpMethod.Post, $"generations/{id}/favourite", body);

    private static async Task<List<string>> TitlesAsync(ApiClient person, string path)
    {
        var (titles, cursor) = (new List<string>(), "");
        do
        {
            var page = await person.GetAsync(path + cursor);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
            titles.AddRange(page.At("favourites").EnumerateArray().Select(f => f.GetProperty("title").GetString()!));
            cursor = page.Json.TryGetProperty("cursor", out var next) ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);

        return titles;
    }

    private static TestCaseData Case(string name, string body, string code) =>
        new TestCaseData(body, code).SetArgDisplayNames(name);
}
