using System.Text;
using System.Text.Json;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>NovelAI, Fooocus, SwarmUI and Civitai: pictures as these tools document them, made here.</summary>
[TestFixture]
public sealed class GeneratorTests
{
    private const string Prompt = "1girl, {{red umbrella}}, [rain], café at dusk, 傘\n“quoted”, \\(literal\\) ";
    private const string Negative = "lowres, (bad hands:1.4),\n{watermark}";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly PictureIntake intake = new(IntakeLimits.Default, TimeProvider.System);

    private static string NovelAIComment() =>
        JsonSerializer.Serialize(
            new
            {
                prompt = Prompt,
                steps = 28,
                height = 1216,
                width = 832,
                scale = 5.5,
                seed = 4242424242,
                sampler = "k_euler_ancestral",
                uc = Negative,
            }
        );

    private static string SwarmUI =>
        JsonSerializer.Serialize(
            new
            {
                sui_image_params = new
                {
                    prompt = Prompt,
                    negativeprompt = Negative,
                    model = "Flux/flux1-dev",
                    seed = 7,
                    steps = 25,
                    cfgscale = 1.0,
                },
                sui_extra_data = new { date = "2026-01-01", original_prompt = "<random:a,b>" },
            },
            Indented
        );

    private static string Fooocus =>
        JsonSerializer.Serialize(
            new
            {
                base_model = "juggernautXL",
                full_prompt = new[] { "cinematic still " + Prompt, "expanded" },
                guidance_scale = 4.0,
                metadata_scheme = "fooocus",
                negative_prompt = Negative,
                prompt = Prompt,
                resolution = "(896, 1152)",
                seed = "12345",
                styles = "['Fooocus V2']",
                version = "Fooocus v2.5.5",
            }
        );

    private static string Civitai =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["resource-stack"] = new
                {
                    class_type = "CheckpointLoaderSimple",
                    inputs = new { ckpt_name = "urn:air:sdxl" },
                },
                ["extra"] = new { airs = new[] { "urn:air:sdxl:checkpoint:civitai:1@2" } },
                ["extraMetadata"] = JsonSerializer.Serialize(
                    new
                    {
                        prompt = Prompt,
                        negativePrompt = Negative,
                        steps = 40,
                        cfgScale = 3.5,
                        resources = new[] { new { modelVersionId = 699332, strength = 1 } },
                    }
                ),
            }
        );

    [OneTimeTearDown]
    public void Dispose() => intake.Dispose();

    [Test]
    public async Task NovelAI_png_texts_come_back_exactly()
    {
        var png = TestPictures.WithPngUtf8Text(TestPictures.Solid("#336699"), "Comment", NovelAIComment());
        png = TestPictures.WithPngText(png, "Software", "NovelAI");
        png = TestPictures.WithPngUtf8Text(png, "Description", Prompt);

        var found = await RecoverAsync(png);

        AssertWhole(found, PromptGenerator.NovelAI);
        Assert.That(found!.Parameters, Does.Contain(new PromptParameter("sampler", "k_euler_ancestral")));
        Assert.That(found.Parameters, Does.Contain(new PromptParameter("seed", "4242424242")));
    }

    [Test]
    public void NovelAI_descriptions_and_captions_are_prompts_too()
    {
        var old = new PictureTexts();
        old.Add("Software", "NovelAI");
        old.Add("Description", Prompt);
        old.Add("Comment", """{"uc":"text","seed":1}""");
        var four = new PictureTexts();
        four.Add("Software", "NovelAI");
        four.Add(
            "Comment",
            """{"v4_prompt":{"caption":{"base_caption":"two girls","char_captions":[{"char_caption":"girl, red hair"},{"char_caption":7}]}},"v4_negative_prompt":{"caption":{"base_caption":"text"}}}"""
        );

        Assert.That(MetadataReader.Read(old, []).Prompt?.Prompt, Is.EqualTo(Prompt));
        var found = MetadataReader.Read(four, []).Prompt;
        Assert.That((found?.Prompt, found?.Negative), Is.EqualTo(("two girls", "text")));
        Assert.That(found!.Parameters, Does.Contain(new PromptParameter("character", "girl, red hair")));
    }

    [Test]
    public async Task SwarmUI_comes_back_exactly_from_png_and_jpeg()
    {
        var png = TestPictures.WithPngUtf8Text(TestPictures.Solid("#336699"), "parameters", SwarmUI);

        AssertWhole(await RecoverAsync(png), PromptGenerator.SwarmUI);
        AssertWhole(await RecoverAsync(Jpeg(SwarmUI)), PromptGenerator.SwarmUI);
        Assert.That(
            (await RecoverAsync(png))!.Parameters,
            Does.Contain(new PromptParameter("model", "Flux/flux1-dev"))
        );
    }

    [Test]
    public async Task Fooocus_comes_back_exactly_from_png_jpeg_and_webp()
    {
        var png = TestPictures.WithPngText(
            TestPictures.WithPngUtf8Text(TestPictures.Solid("#336699"), "parameters", Fooocus),
            "fooocus_scheme",
            "fooocus"
        );
        // As Pillow writes it: both tags in the first directory, as ASCII.
        var exif = new ExifBuilder().Text(0, 0x9286, Fooocus).Text(0, 0x927C, "fooocus").Build();
        var jpeg = TestPictures.JpegWithExif(TestPictures.Solid("#336699", format: ".jpg"), exif);
        var webp = TestPictures.WebPWithExif(TestPictures.Solid("#336699", format: ".webp"), 64, 48, exif);

        AssertWhole(await RecoverAsync(png), PromptGenerator.Fooocus);
        AssertWhole(await RecoverAsync(jpeg), PromptGenerator.Fooocus);
        AssertWhole(await RecoverAsync(webp), PromptGenerator.Fooocus);
    }

    [Test]
    public async Task Fooocus_infotext_gives_what_the_person_typed()
    {
        const string text =
            "cinematic still a cat . film grain\nNegative prompt: anime, ugly\nSteps: 30, Sampler: DPM++ 2M SDE Karras, Seed: 5, Size: 896x1152, Raw prompt: \"a cat, (soft:1.2)\", Raw negative prompt: ugly, Version: Fooocus v2.5.5";
        var png = TestPictures.WithPngText(TestPictures.Solid("#336699"), "parameters", text);

        var found = await RecoverAsync(TestPictures.WithPngText(png, "fooocus_scheme", "a1111"));

        Assert.That(found?.Generator, Is.EqualTo(PromptGenerator.Fooocus));
        Assert.That((found!.Prompt, found.Negative), Is.EqualTo(("a cat, (soft:1.2)", "ugly")));
    }

    [Test]
    public async Task Civitai_comes_back_exactly()
    {
        var found = await RecoverAsync(Jpeg(Civitai));

        AssertWhole(found, PromptGenerator.Civitai);
        Assert.That(found!.Parameters.Single(each => each.Name == "resources").Value, Does.Contain("699332"));
    }

    [Test]
    public void A_graph_of_civitai_without_extra_metadata_is_followed()
    {
        var texts = new PictureTexts();
        texts.Add(
            PictureTexts.UserComment,
            """{"6":{"inputs":{"text":"a lighthouse"}},"11":{"inputs":{"steps":9,"positive":["6",0]}},"extra":{"airs":["urn:air:x"]},"extraMetadata":"{}"}"""
        );

        var found = MetadataReader.Read(texts, []).Prompt;

        Assert.That((found?.Prompt, found?.Generator), Is.EqualTo(("a lighthouse", PromptGenerator.Civitai)));
    }

    [TestCase("""{"sui_image_params":7}""")]
    [TestCase("""{"sui_image_params":{"prompt":["a"]}}""")]
    [TestCase("""{"sui_image_params":{"prompt":"\ud800"}}""")]
    [TestCase("""{"prompt":"a","version":1,"metadata_scheme":[]}""")]
    [TestCase("""{"extraMetadata":"{\"prompt\":1}"}""")]
    [TestCase("""{"extraMetadata":"{"}""")]
    [TestCase("""{"extra":{"airs":[]},"extraMetadata":{}}""")]
    [TestCase("""{"\ud800":1,"sui_image_params":{"\udfff":2}}""")]
    [TestCase("{")]
    [TestCase("[]")]
    public void Json_of_another_shape_is_no_prompt(string json)
    {
        foreach (var key in (string[])["parameters", "prompt", PictureTexts.UserComment, "Comment"])
        {
            var texts = new PictureTexts();
            texts.Add("Software", "NovelAI");
            texts.Add(key, json);

            Assert.That(MetadataReader.Read(texts, []).Prompt, Is.Null.Or.Property("Prompt").EqualTo("a"), key);
        }
    }

    [Test]
    public void No_change_of_a_fixture_makes_reading_throw() =>
        Gen.Select(
                Gen.OneOf(NovelAIComment(), SwarmUI, Fooocus, Civitai),
                Gen.Int[0, 2000],
                Gen.String[0, 4],
                Gen.Int[0, 9]
            )
            .Sample(
                (text, at, insert, cut) =>
                {
                    at %= text.Length;
                    var mutated = text[..at] + insert + text[Math.Min(text.Length, at + cut)..];
                    foreach (var key in (string[])["parameters", "Comment", PictureTexts.UserComment])
                    {
                        var texts = new PictureTexts();
                        texts.Add("Software", "NovelAI");
                        texts.Add(key, mutated);
                        _ = MetadataReader.Read(texts, []);
                    }
                },
                iter: 2_000
            );

    private static byte[] Jpeg(string comment) =>
        TestPictures.JpegWithExif(
            TestPictures.Solid("#336699", format: ".jpg"),
            new ExifBuilder().UserComment(comment, Encoding.Unicode).Build()
        );

    private static void AssertWhole(RecoveredPrompt? found, PromptGenerator generator)
    {
        Assert.That(found?.Generator, Is.EqualTo(generator));
        Assert.That(found!.Prompt, Is.EqualTo(Prompt));
        Assert.That(found.Negative, Is.EqualTo(Negative));
    }

    private async Task<RecoveredPrompt?> RecoverAsync(byte[] picture)
    {
        var result = await intake.TakeAsync(picture, CancellationToken.None);
        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>());
        return ((IntakeResult.Accepted)result).Metadata.Prompt;
    }
}
