using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>One file of each tool, as the tool's own source writes it.</summary>
[TestFixture]
public sealed class OtherToolsTests
{
    private static RecoveredPrompt? Read(params (string Key, string Text)[] texts)
    {
        var found = new PictureTexts();
        foreach (var (key, text) in texts)
        {
            found.Add(key, text);
        }

        return MetadataReader.ReadPrompt(found);
    }

    private static void AssertRead(
        RecoveredPrompt? found,
        PromptGenerator generator,
        string prompt,
        string negative = "ugly"
    )
    {
        Assert.That(
            (found?.Generator, found?.Prompt, found?.Negative, found?.Exact),
            Is.EqualTo(((PromptGenerator?)generator, prompt, negative, (bool?)true))
        );
    }

    [Test]
    public void RuinedFooocus()
    {
        var found = Read(
            (
                "parameters",
                """{"Prompt":"a sunflower field, (vignette:1.2)","Negative":"ugly","steps":30,"cfg":8.5,"width":1152,"height":896,"seed":3864674281,"sampler_name":"dpmpp_2m_sde_gpu","scheduler":"karras","base_model_name":"sd_xl_base_1.0.safetensors","loras":[["4852686128","0.1 - offset.safetensors"]],"denoise":null,"software":"RuinedFooocus"}"""
            )
        );

        AssertRead(found, PromptGenerator.RuinedFooocus, "a sunflower field, (vignette:1.2)");
        Assert.That(found!.Parameters, Does.Contain(new PromptParameter("seed", "3864674281")));
    }

    [Test]
    public void FooocusMre_gives_what_the_person_typed() =>
        AssertRead(
            Read(
                (
                    "Comment",
                    """{"prompt":"a castle","negative_prompt":"ugly","styles":["Fooocus V2"],"real_prompt":["a castle","cinematic still a castle"],"real_negative_prompt":["ugly","anime"],"seed":7,"width":1152,"height":896,"sampler":"dpmpp_2m_sde_gpu","steps":30,"cfg":7}"""
                )
            ),
            PromptGenerator.FooocusMre,
            "a castle"
        );

    [Test]
    public void EasyDiffusion_in_texts_and_in_json()
    {
        AssertRead(
            Read(
                ("prompt", "a castle"),
                ("negative_prompt", "ugly"),
                ("seed", "42"),
                ("use_stable_diffusion_model", "sd-v1-5"),
                ("num_inference_steps", "25")
            ),
            PromptGenerator.EasyDiffusion,
            "a castle"
        );
        AssertRead(
            Read(("Prompt", "a castle"), ("Negative Prompt", "ugly"), ("Seed", "42")),
            PromptGenerator.EasyDiffusion,
            "a castle"
        );
        AssertRead(
            Read(
                (
                    PictureTexts.UserComment,
                    """{"prompt":"a castle","negative_prompt":"ugly","seed":42,"use_stable_diffusion_model":"sd-v1-5"}"""
                )
            ),
            PromptGenerator.EasyDiffusion,
            "a castle"
        );
    }

    [TestCase("Nmkdiffusers", """{"model":"x","prompt":"a castle","promptNeg":"ugly","steps":"30","seed":"7"}""")]
    [TestCase("GenerationInfo", """{"prompt":"a castle","promptNeg":"ugly","scaleTxt":"7"}""")]
    [TestCase("GenerationInfoJson", """{"Prompt":"a castle","NegativePrompt":"ugly","Steps":30}""")]
    [TestCase("GenerationInfoJson", """{"prompt":"a castle","negative_prompt":"ugly","steps":30}""")]
    public void Nmkd(string key, string json) => AssertRead(Read((key, json)), PromptGenerator.Nmkd, "a castle");

    [Test]
    public void InvokeAI_two_in_json_and_as_a_command()
    {
        const string json =
            """{"model":"stable diffusion","model_weights":"sd-1.5","app_version":"2.3.5","image":{"prompt":[{"prompt":"a castle (at night)1.3 [ugly]","weight":1.0}],"steps":50,"cfg_scale":7.5,"seed":123,"width":512,"height":512,"sampler":"k_lms"}}""";
        var dream = Read(("Dream", "\"a castle (at night)1.3 [ugly]\" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms"));

        AssertRead(
            Read(("sd-metadata", json), ("Dream", "\"x\" -s 50")),
            PromptGenerator.InvokeAI,
            "a castle (at night)1.3"
        );
        AssertRead(dream, PromptGenerator.InvokeAI, "a castle (at night)1.3");
        Assert.That(dream!.Parameters, Does.Contain(new PromptParameter("-A", "k_lms")));
    }

    [Test]
    public void Midjourney_keeps_its_flags_and_leaves_the_jobs_id_out()
    {
        var found = Read(
            (
                "Description",
                "https://s.mj.run/abc a lighthouse, storm --ar 16:9 --sref 123 --v 7 Job ID: 4c3f1b7e-0d0f-4a55-9f35-2f4f4f6b2a11"
            ),
            ("Author", "somebody")
        );

        AssertRead(
            found,
            PromptGenerator.Midjourney,
            "https://s.mj.run/abc a lighthouse, storm --ar 16:9 --sref 123 --v 7",
            ""
        );
        Assert.That(Read(("Description", "a holiday by the sea")), Is.Null);
    }

    [Test]
    public void A_demo_that_does_not_say_its_name()
    {
        AssertRead(
            Read(
                (
                    "parameters",
                    """{"prompt":"a castle","negative_prompt":"ugly","resolution":"1024 x 1024","guidance_scale":7,"num_inference_steps":28,"seed":5,"sampler":"Euler a"}"""
                )
            ),
            PromptGenerator.Unnamed,
            "a castle"
        );
        Assert.That(Read(("Comment", """{"prompt":"Do you agree?","answer":"yes"}""")), Is.Null);
    }

    [Test]
    public void Exif_in_the_first_directory_is_read()
    {
        var graph =
            """{"3":{"class_type":"KSampler","inputs":{"seed":1,"steps":8,"positive":["6",0]}},"6":{"class_type":"CLIPTextEncode","inputs":{"text":"a castle","clip":["4",1]}}}""";
        foreach (var tag in (ushort[])[0x010E, 0x010F, 0x0110])
        {
            var exif = new ExifBuilder().Text(0, tag, "Prompt:" + graph).Build();

            AssertRead(MetadataReader.Read(new PictureTexts(), exif).Prompt, PromptGenerator.ComfyUI, "a castle", "");
        }
    }

    [Test]
    public void A_part_is_never_called_the_exact_prompt()
    {
        var recovered = new RecoveredPrompt
        {
            Generator = PromptGenerator.ComfyUI,
            Prompt = "a harbor\nat dawn",
            Exact = false,
            Texts =
            [
                new RecoveredText("a harbor", TextRole.Positive, "Scene (node 11)"),
                new RecoveredText("at dawn", TextRole.Region, "Light (node 12), region 0 0 64 64"),
            ],
        };

        var prompt = PictureComposer.Compose(
            PictureMeter.Measure(TestPictures.NightStreet()),
            recovered,
            null,
            new IdeaControls()
        );

        Assert.That(prompt.Summary, Does.Not.Contain("exactly").And.Contain("2 texts"));
        Assert.That(
            prompt.Parameters.Select(each => $"{each.Name} = {each.Value}"),
            Does.Contain("text of a region: Light (node 12), region 0 0 64 64 = at dawn")
        );
    }
}
