using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class UploadTests
{
    private const string Infotext =
        "a (castle:1.3) on a cliff, <lora:stone:0.7>\nNegative prompt: fog, birds\nSteps: 30, Sampler: DPM++ 2M, CFG scale: 6, Seed: 42, Size: 512x768";

    [Test, Property("Promise", "P4"), Property("Promise", "P6")]
    public async Task A_picture_becomes_a_prompt_and_is_gone()
    {
        using var person = await ApiClient.NewAsync();
        var upload = await person.UploadAsync(TestPictures.Photo());
        Assert.That(upload.Status, Is.EqualTo(HttpStatusCode.Created), upload.Text);
        Assert.That(upload.At("width").GetInt32(), Is.EqualTo(320));
        Assert.That(upload.At("format").GetString(), Is.EqualTo("jpeg"));

        var answer = await person.GenerateAsync(Image(upload.Id));

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.At("result", "prompt", "palette").GetArrayLength(), Is.Positive);
        Assert.That(answer.At("result", "renderings", "flux", "prompt").GetString(), Is.Not.Empty);
        // The picture served its generation and no other.
        var again = await person.GenerateAsync(Image(upload.Id), wait: 0);
        Assert.That(again.Code, Is.AnyOf("upload-not-found", "upload-in-use"));
        // Only a model's description has a price; which route this app has first is its setting.
        var isMeasured = answer.At("route", "provider").GetString() is "embedded";
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.EqualTo(isMeasured ? 0 : 1));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(isMeasured ? 50 : 49));
        if (isMeasured)
        {
            Assert.That(answer.At("result", "free", "reason").GetString(), Is.EqualTo("measured"));
        }
    }

    [Test]
    public async Task An_idea_that_was_kept_whole_is_free_and_says_so()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"ein roter Fuchs im Schnee, keine Menschen","targets":["flux"]}"""
        );

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        if (answer.At("route", "provider").GetString() is "embedded")
        {
            Assert.That(answer.At("credits", "charged").GetInt64(), Is.Zero);
            Assert.That(answer.At("result", "free", "reason").GetString(), Is.EqualTo("kept-whole"));
        }
    }

    [Test]
    public async Task Two_different_pictures_never_give_the_same_prompt()
    {
        using var person = await ApiClient.NewAsync();
        var (dusk, meadow) = (TestPictures.Gradient("#102040", "#F08030"), TestPictures.Gradient("#A0E080", "#F0F0D0"));

        var one = await person.GenerateAsync(Image((await person.UploadAsync(dusk, "image/png")).Id));
        var other = await person.GenerateAsync(Image((await person.UploadAsync(meadow, "image/png")).Id));

        foreach (var target in one.At("result", "renderings").EnumerateObject())
        {
            var prompt = other.At("result", "renderings", target.Name, "prompt").GetString();
            Assert.That(target.Value.GetProperty("prompt").GetString(), Is.Not.EqualTo(prompt), target.Name);
        }
    }

    [Test]
    public async Task The_prompt_in_a_picture_comes_back_exactly_and_free()
    {
        using var person = await ApiClient.NewAsync();
        var png = TestPictures.WithPngText(TestPictures.Solid("#336699"), "parameters", Infotext);

        var answer = await person.GenerateAsync(Image((await person.UploadAsync(png, "image/png")).Id, "sdxl"));

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        var rendering = answer.At("result", "renderings", "sdxl");
        Assert.That(rendering.GetProperty("prompt").GetString(), Is.EqualTo(Infotext.Split('\n')[0]));
        Assert.That(rendering.GetProperty("negative").GetString(), Is.EqualTo("fog, birds"));
        Assert.That(answer.At("route", "model").GetString(), Is.EqualTo("recovered"));
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.Zero);
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((50L, 0L, 1)));
    }

    [Test]
    public async Task A_multipart_form_is_taken_too()
    {
        using var person = await ApiClient.NewAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("hello"), "note" },
            { new ByteArrayContent(TestPictures.Photo()), "file", "holiday.exe" },
        };

        var answer = await person.SendAsync(HttpMethod.Post, "uploads", form);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
    }

    [Test, Property("Promise", "P8")]
    public async Task Another_persons_upload_is_not_there()
    {
        using var mine = await ApiClient.NewAsync();
        using var other = await ApiClient.NewAsync();
        var id = (await mine.UploadAsync(TestPictures.Photo())).Id;

        var answer = await other.GenerateAsync(Image(id), wait: 0);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(answer.Code, Is.EqualTo("upload-not-found"));
        Assert.That((await mine.GenerateAsync(Image(id))).State, Is.EqualTo("succeeded"));
    }

    [Test]
    public async Task Ten_generations_at_once_share_no_upload()
    {
        using var person = await ApiClient.NewAsync();
        var id = (await person.UploadAsync(TestPictures.Photo())).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => person.GenerateAsync(Image(id))));

        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(
            answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Code),
            Is.All.AnyOf("upload-in-use", "upload-not-found")
        );
        var charged = answers.Single(a => a.Status == HttpStatusCode.OK).At("credits", "charged").GetInt64();
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50 - charged));
    }

    private static readonly TestCaseData[] Bad =
    [
        Case("nothing", [], 422, "image-empty"),
        Case("a text", Encoding.ASCII.GetBytes("hello"), 415, "image-format-unsupported"),
        Case(
            "an SVG",
            Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"),
            415,
            "image-format-unsupported"
        ),
        Case("a PDF", Encoding.ASCII.GetBytes("%PDF-1.7 ..."), 415, "image-format-unsupported"),
        Case("half a JPEG", TestPictures.Photo()[..2000], 422, "image-unreadable"),
        Case("a header alone", TestPictures.Photo()[..20], 422, "image-unreadable"),
        Case(
            "a bomb",
            TestPictures.Png(60_000, 60_000, 8, 2, TestPictures.DeflatedZeros(1000)),
            422,
            "image-too-many-pixels"
        ),
        Case("11 MB", new byte[11 * 1024 * 1024], 413, "image-too-large"),
    ];

    [TestCaseSource(nameof(Bad)), Property("Promise", "P14")]
    public async Task What_is_no_picture_is_told(byte[] bytes, int status, string code)
    {
        using var person = await ApiClient.NewAsync();

        // Named as what it is not: the bytes decide.
        var answer = await person.UploadAsync(bytes, "image/jpeg");

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.Code, Is.EqualTo(code));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [TestCase("text/plain", 415, "content-type-unsupported")]
    [TestCase("multipart/form-data", 400, "request-invalid")]
    [TestCase("multipart/form-data; boundary=x", 400, "request-invalid")]
    public async Task Another_content_type_is_told(string contentType, int status, string code)
    {
        using var person = await ApiClient.NewAsync();
        using var content = new ByteArrayContent(TestPictures.Photo());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        var answer = await person.SendAsync(HttpMethod.Post, "uploads", content);

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.Code, Is.EqualTo(code));
    }

    private static TestCaseData Case(string name, byte[] bytes, int status, string code) =>
        new TestCaseData(bytes, status, code).SetArgDisplayNames(name);

    private static string Image(string id, string? target = null) =>
        $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{id}}}"}{{{(target is null ? "" : $",\"targets\":[\"{target}\"]")}}}}""";
}
