using System.Text;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Recovery;

[TestFixture]
public sealed class RecoveredPromptTests
{
    private const string Prompt =
        "masterpiece, (café at dusk:1.2), [rain], <lora:film:0.6>\nsecond line, \\(escaped\\)  ";
    private const string Negative = "blurry, (bad hands:1.4),\nwatermark";
    private const string Settings =
        "Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 1234567890, Size: 832x1216, Model: juggernaut, Lora hashes: \"film: a1b2, grain: c3d4\", Version: v1.9.3";
    private const string Whole = $"{Prompt}\nNegative prompt: {Negative}\n{Settings}";

    private readonly PictureIntake intake = new(IntakeLimits.Default, TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => intake.Dispose();

    [TestCase("tEXt")]
    [TestCase("zTXt")]
    [TestCase("iTXt")]
    public async Task A1111_png_text_comes_back_exactly(string kind)
    {
        var png = TestPictures.Solid("#336699");

        var found = await RecoverAsync(
            kind switch
            {
                "tEXt" => TestPictures.WithPngText(png, "parameters", Whole),
                "zTXt" => TestPictures.WithPngCompressedText(png, "parameters", Whole),
                _ => TestPictures.WithPngUtf8Text(png, "parameters", Whole),
            }
        );

        AssertWhole(found);
    }

    [TestCase(".jpg", true)]
    [TestCase(".jpg", false)]
    [TestCase(".webp", true)]
    [TestCase(".webp", false)]
    public async Task A1111_exif_comes_back_exactly_in_either_byte_order(string extension, bool bigEndianText)
    {
        var encoding = bigEndianText ? Encoding.BigEndianUnicode : Encoding.Unicode;
        var exif = new ExifBuilder(bigEndian: true).UserComment(Whole, encoding).Build();
        var plain = TestPictures.Solid("#336699", format: extension);

        var found = await RecoverAsync(
            extension is ".jpg"
                ? TestPictures.JpegWithExif(plain, exif)
                : TestPictures.WebPWithExif(plain, 64, 48, exif)
        );

        AssertWhole(found);
    }

    [Test]
    public async Task One_pictures_prompt_never_appears_in_the_next()
    {
        var exif = new ExifBuilder().UserComment(Whole, Encoding.Unicode).Build();
        var plain = TestPictures.Solid("#336699", format: ".jpg");

        var first = await RecoverAsync(TestPictures.JpegWithExif(plain, exif));
        var next = await RecoverAsync(plain);

        Assert.That(first, Is.Not.Null);
        Assert.That(next, Is.Null);
    }

    [Test]
    public void Text_in_other_scripts_comes_back_exactly()
    {
        var found = A1111Reader.Parse("一只猫坐在窗边 🐈, élan\nSteps: 20, Seed: 5, Size: 1x1");

        Assert.That(found?.Prompt, Is.EqualTo("一只猫坐在窗边 🐈, élan"));
    }

    [Test]
    public void Forge_and_civitai_are_told_apart()
    {
        var forge = A1111Reader.Parse("a cat\nSteps: 20, Seed: 5, Size: 1x1, Version: f2.0.1v1.10.1-previous-659");
        var civitai = A1111Reader.Parse(
            "a cat\nSteps: 20, Seed: 5, Size: 1x1, Civitai resources: [{\"type\":\"lora\",\"weight\":0.8}, {\"type\":\"checkpoint\"}], Civitai metadata: {}"
        );

        Assert.That(forge?.Generator, Is.EqualTo(PromptGenerator.Forge));
        Assert.That(civitai?.Generator, Is.EqualTo(PromptGenerator.Civitai));
        Assert.That(civitai?.Parameters, Has.Count.EqualTo(5));
        Assert.That(civitai?.Parameters[3].Value, Does.StartWith("[{").And.EndWith("}]"));
    }

    [Test]
    public void Lines_after_the_settings_do_not_become_the_prompt()
    {
        var found = A1111Reader.Parse("a cat\nSteps: 20, Seed: 5, Size: 1x1\nTemplate: a {cat|dog}");

        Assert.That(found?.Prompt, Is.EqualTo("a cat"));
        Assert.That(found?.Parameters.Select(each => each.Name), Is.EqualTo(new[] { "Steps", "Seed", "Size" }));
    }

    [TestCase("")]
    [TestCase("holiday photo")]
    [TestCase("Photo: me, by the sea")]
    [TestCase("Steps: 20, Seed: 5, Size: 1x1")]
    [TestCase("\"{[:,:,:,")]
    public void A_text_without_prompt_and_settings_is_no_prompt(string text)
    {
        var texts = new PictureTexts();
        texts.Add("parameters", text);

        Assert.That(MetadataReader.Read(texts, []).Prompt, Is.Null);
    }

    [Test]
    public async Task Comfy_graphs_are_followed_from_the_sampler_to_the_texts()
    {
        const string graph = """
            {"3":{"class_type":"KSampler","inputs":{"seed":42,"steps":20,"cfg":7.5,"sampler_name":"euler","positive":["9",0],"negative":["7",0],"model":["4",0]}},
             "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"xl.safetensors"},"is_changed":[NaN]},
             "9":{"class_type":"ConditioningCombine","inputs":{"conditioning_1":["6",0]}},
             "6":{"class_type":"CLIPTextEncode","inputs":{"text":["11",0],"clip":["4",1]}},
             "7":{"class_type":"CLIPTextEncode","inputs":{"text":"ugly, \"NaN\"","clip":["4",1]}},
             "11":{"class_type":"PrimitiveString","inputs":{"value":"a lighthouse,\nstorm"}}}
            """;

        var png = await RecoverAsync(TestPictures.WithPngText(TestPictures.Solid("#336699"), "prompt", graph));
        var exif = new ExifBuilder().Text(0, 0x0110, $"prompt:{graph}").Build();
        var webp = await RecoverAsync(
            TestPictures.WebPWithExif(TestPictures.Solid("#336699", format: ".webp"), 64, 48, exif)
        );

        Assert.That(png?.Generator, Is.EqualTo(PromptGenerator.ComfyUI));
        Assert.That(png?.Prompt, Is.EqualTo("a lighthouse,\nstorm"));
        Assert.That(png?.Negative, Is.EqualTo("ugly, \"NaN\""));
        Assert.That(
            png?.Parameters,
            Does.Contain(new PromptParameter("cfg", "7.5"))
                .And.Contain(new PromptParameter("ckpt_name", "xl.safetensors"))
        );
        Assert.That(webp?.Prompt, Is.EqualTo(png?.Prompt));
    }

    [TestCase("""{"1":{"inputs":{"positive":["2",0],"steps":1}},"2":{"inputs":{"conditioning":["1",0]}},"3":[]}""")]
    [TestCase("""{"1":{"inputs":{"positive":["1",0],"steps":1}}}""")]
    [TestCase("""[1,2]""")]
    [TestCase("""{"1":{"inputs":{"positive":["9",0]}}}""")]
    [TestCase("""{"1":{"inputs":{"positive":[[],{}]}},"2":null}""")]
    public void A_graph_that_leads_nowhere_is_no_prompt(string graph)
    {
        var texts = new PictureTexts();
        texts.Add("prompt", graph);

        Assert.That(MetadataReader.Read(texts, []).Prompt, Is.Null);
    }

    [Test]
    public async Task InvokeAI_metadata_comes_back_exactly()
    {
        const string json = """
            {"generation_mode":"sdxl_txt2img","positive_prompt":"a fox++ in (snow)1.2","negative_prompt":"fog","width":1024,"height":768,"seed":7,"cfg_scale":5.5,"steps":30,"scheduler":"euler_a","model":{"name":"xl","base":"sdxl"}}
            """;

        var found = await RecoverAsync(
            TestPictures.WithPngText(TestPictures.Solid("#336699"), "invokeai_metadata", json)
        );

        Assert.That(found?.Generator, Is.EqualTo(PromptGenerator.InvokeAI));
        Assert.That(found?.Prompt, Is.EqualTo("a fox++ in (snow)1.2"));
        Assert.That(found?.Negative, Is.EqualTo("fog"));
        Assert.That(found?.Parameters, Does.Contain(new PromptParameter("model", "xl")));
    }

    [TestCase(40_000)]
    [TestCase(1_000_000)]
    [TestCase(1_500_000)]
    public async Task Texts_that_are_too_long_are_ignored_not_cut(int length)
    {
        var text = $"{new string('a', length)}\nSteps: 20, Seed: 5, Size: 1x1";

        Assert.That(
            await RecoverAsync(TestPictures.WithPngText(TestPictures.Solid("#336699"), "parameters", text)),
            Is.Null
        );
    }

    [Test]
    public void Whatever_the_texts_are_reading_never_throws()
    {
        var pieces = Gen.OneOf(
            Gen.String[0, 12],
            Gen.Int[0, 11]
                .Select(i =>
                    new[]
                    {
                        "\nSteps: ",
                        "Negative prompt:",
                        ": ",
                        ", ",
                        "\"",
                        "[{",
                        "}]",
                        "\n",
                        "{\"inputs\":",
                        "\\u",
                        "NaN",
                        "[\"1\",0]",
                    }[i]
                )
        );
        var texts = Gen.Select(Gen.Int[0, 4], pieces.Array[0, 20], Gen.Byte.Array[0, 120]);

        texts.Sample(
            (which, parts, exif) =>
            {
                var found = new PictureTexts();
                found.Add(
                    new[] { "parameters", "prompt", "invokeai_metadata", PictureTexts.UserComment, PictureTexts.Model }[
                        which
                    ],
                    string.Concat(parts)
                );
                return MetadataReader.Read(found, [.. "Exif\0\0II*\0"u8, .. exif]) is not null;
            },
            iter: 5_000,
            threads: 1
        );
    }

    [Test]
    public void Whatever_is_written_by_the_rules_comes_back()
    {
        var word = Gen.Char["abcXYZ é猫():,[]<>\"\\{}0189."].Array[1, 30].Select(chars => new string(chars));

        Gen.Select(word, word)
            .Where(pair => !pair.Item1.EndsWith('\r'))
            .Sample(
                (prompt, negative) =>
                {
                    var found = A1111Reader.Parse($"{prompt}\nNegative prompt: {negative}\n{Settings}");
                    return string.Equals(found?.Prompt, prompt, StringComparison.Ordinal)
                        && string.Equals(found!.Negative, negative, StringComparison.Ordinal)
                        && found.Parameters.Count == 8;
                },
                iter: 2_000,
                threads: 1
            );
    }

    private static void AssertWhole(RecoveredPrompt? found)
    {
        Assert.That(found?.Generator, Is.EqualTo(PromptGenerator.A1111));
        Assert.That(found?.Prompt, Is.EqualTo(Prompt));
        Assert.That(found?.Negative, Is.EqualTo(Negative));
        Assert.That(
            found?.Parameters.Select(each => each.Name),
            Is.EqualTo(new[] { "Steps", "Sampler", "CFG scale", "Seed", "Size", "Model", "Lora hashes", "Version" })
        );
        Assert.That(found?.Parameters[6].Value, Is.EqualTo("film: a1b2, grain: c3d4"));
    }

    private async Task<RecoveredPrompt?> RecoverAsync(byte[] picture)
    {
        var result = await intake.TakeAsync(picture, CancellationToken.None);
        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>());
        return ((IntakeResult.Accepted)result).Metadata.Prompt;
    }
}
