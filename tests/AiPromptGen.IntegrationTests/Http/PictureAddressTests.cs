using System.Net;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>image-to-prompt from the address of a picture.</summary>
[TestFixture]
internal sealed class PictureAddressTests
{
    private const string Infotext =
        "a (castle:1.3) on a cliff\nNegative prompt: fog\nSteps: 30, Sampler: Euler, CFG scale: 6, Seed: 42, Size: 512x768";

    private PictureApp pictures = null!;

    [OneTimeSetUp]
    public async Task Start() => pictures = await PictureApp.StartAsync("PictureAddresses");

    [OneTimeTearDown]
    public Task Stop() => pictures.DisposeAsync().AsTask();

    [Test, Property("Promise", "P5"), Property("Promise", "P6"), Property("Promise", "P8")]
    public async Task A_picture_at_an_address_becomes_a_prompt_and_is_kept_nowhere()
    {
        using var person = await NewPersonAsync();
        var address = pictures.Put("dusk.png", TestPictures.Gradient("#102040", "#F08030"));

        var answer = await person.GenerateAsync(PictureApp.Body(address));

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.At("result", "prompt", "palette").GetArrayLength(), Is.Positive);
        Assert.That(answer.At("route", "provider").GetString(), Is.EqualTo("embedded"));
        Assert.That(answer.Text, Does.Not.Contain("pictures.example"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50), "a description that only measured is free");
        var account = new AccountId((await person.GetAsync("account")).Id);
        var remains = await AccountRemains.ReadAsync(pictures.App, account);
        Assert.That(remains.Blobs, Is.Empty);
        Assert.That(remains.Of("upload-"), Is.Empty);
    }

    [Test]
    public async Task The_same_picture_gives_the_same_prompt_as_its_upload()
    {
        using var person = await NewPersonAsync();
        var photo = TestPictures.Photo();

        var byAddress = await person.GenerateAsync(PictureApp.Body(pictures.Put("same.jpg", photo)));
        var upload = (await person.UploadAsync(photo)).Id;
        var byUpload = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}"""
        );

        Assert.That(
            byAddress.At("result", "renderings").GetRawText(),
            Is.EqualTo(byUpload.At("result", "renderings").GetRawText())
        );
    }

    [Test, Property("Promise", "P5")]
    public async Task The_prompt_in_a_fetched_picture_comes_back_exactly_and_free()
    {
        using var person = await NewPersonAsync();
        var png = TestPictures.WithPngText(TestPictures.Solid("#336699"), "parameters", Infotext);

        var answer = await person.GenerateAsync(PictureApp.Body(pictures.Put("made.png", png)));

        Assert.That(answer.At("route", "model").GetString(), Is.EqualTo("recovered"), answer.Text);
        Assert.That(
            answer.At("result", "renderings", "sdxl", "prompt").GetString(),
            Is.EqualTo("a (castle:1.3) on a cliff")
        );
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test]
    public async Task A_prompt_that_a_fetched_picture_hides_is_checked_too()
    {
        using var person = await NewPersonAsync();
        var text = "a naked child\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1";
        var png = TestPictures.WithPngText(TestPictures.Solid("#336699"), "parameters", text);

        var answer = await person.GenerateAsync(PictureApp.Body(pictures.Put("hidden.png", png)));

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That(answer.At("safety", "stage").GetString(), Is.EqualTo("image"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    private static readonly TestCaseData[] Failing =
    [
        new TestCaseData("http://inside.example/fox.jpg", "picture-address-refused").SetArgDisplayNames("inside"),
        new TestCaseData("http://pictures.example/nothing.jpg", "picture-not-found").SetArgDisplayNames("nothing"),
    ];

    [TestCaseSource(nameof(Failing)), Property("Promise", "P5"), Property("Promise", "P15")]
    public async Task What_cannot_be_fetched_fails_clearly_and_costs_nothing(string address, string code)
    {
        using var person = await NewPersonAsync();
        var before = pictures.Requests.Count;

        var answer = await person.GenerateAsync(PictureApp.Body(address));

        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo(code));
        Assert.That(answer.At("problem", "detail").GetString(), Does.StartWith("You were not charged."));
        Assert.That(answer.Text, Does.Not.Contain(".example"));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((50L, 0L)));
        // A clear failure: not tried again by the ladder.
        Assert.That(pictures.Requests.Count - before, Is.LessThanOrEqualTo(1));
    }

    [TestCase("http://user:pw@pictures.example/fox.jpg", "source-url-credentials")]
    [TestCase("http://pictures.example:8080/fox.jpg", "source-url-port-unsupported")]
    [TestCase("file:///etc/passwd", "source-url-scheme-unsupported")]
    [TestCase("http://2130706433/", "source-url-host-refused")]
    [TestCase("pictures.example/fox.jpg", "source-url-invalid")]
    public async Task A_wrong_address_is_told_at_the_door(string address, string code)
    {
        using var person = await NewPersonAsync();

        var answer = await person.GenerateAsync(PictureApp.Body(address));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "request-invalid")));
        var error = answer.At("errors")[0];
        Assert.That(error.GetProperty("member").GetString(), Is.EqualTo("source.url"));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That((await person.GetAsync("generations")).At("generations").GetArrayLength(), Is.Zero);
    }

    [Test, Property("Promise", "P10")]
    public async Task A_provider_gets_the_clean_picture_and_never_its_address()
    {
        PromptRequest? sent = null;
        var spying = new FakeProvider(
            (request, _) =>
            {
                sent = request;
                return Task.FromResult<ProviderResult>(new ProviderResult.Composed(FakeProvider.Compose(request)));
            }
        );
        await using var spied = await PictureApp.StartAsync(
            "SpiedAddresses",
            spying.AddTo,
            "Generations:Routes:image-to-prompt:0:Provider=fake",
            "Generations:Routes:image-to-prompt:0:Model=m-1",
            "Generations:Routes:image-to-prompt:0:PriceCredits=3"
        );
        using var person = await ApiClient.NewAsync(spied.App.Address);
        var exif = new ExifBuilder().Private("S3CRETMARK").Build();
        var address = spied.Put("home.jpg", TestPictures.JpegWithExif(TestPictures.Photo(), exif));

        var answer = await person.GenerateAsync(PictureApp.Body(address, ",\"idea\":\"a garden\""));

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(sent!.Kind, Is.EqualTo(GenerationKind.ImageToPrompt));
        Assert.That(sent.ToString(), Does.Not.Contain("pictures.example"));
        Assert.That(sent.Picture!.Format, Is.EqualTo("jpeg"));
        var bytes = sent.Picture.Bytes.Span;
        Assert.That(bytes.IndexOf("S3CRETMARK"u8), Is.Negative);
        Assert.That(bytes[..3].SequenceEqual((byte[])[0xFF, 0xD8, 0xFF]));
    }

    private Task<ApiClient> NewPersonAsync() => ApiClient.NewAsync(pictures.App.Address);
}
