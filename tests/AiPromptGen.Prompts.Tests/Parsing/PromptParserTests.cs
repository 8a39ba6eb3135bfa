using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Parsing;

[TestFixture]
public sealed class PromptParserTests
{
    [Test]
    public void Midjourney_parameters_become_settings()
    {
        var parsed = PromptParser.Parse(
            "https://example.org/a.png lighthouse in a storm, cinematic, golden hour --ar 16:9 --s 250 --c 10 --q 2 --raw --seed 42 --iw 1.5 --no people, text --v 7"
        );

        var prompt = parsed.Prompt;
        Assert.That((parsed.Grammar, parsed.Confidence > 0.9), Is.EqualTo((PromptGrammar.Midjourney, true)));
        Assert.That(parsed.Unparsed, Is.Empty);
        Assert.That(prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("lighthouse in a storm"));
        Assert.That(prompt.Styles.Single().EntryId, Is.EqualTo("cinematic"));
        Assert.That(prompt.Lighting.Source?.EntryId ?? prompt.Lighting.Quality?.EntryId, Is.EqualTo("golden-hour"));
        Assert.That(prompt.AspectRatio!.ToString(), Is.EqualTo("16:9"));
        Assert.That(prompt.Seed, Is.EqualTo(42));
        Assert.That(prompt.Quality!.Value, Is.EqualTo("high"));
        Assert.That(prompt.Negatives.Select(n => n.Term.Value), Is.EqualTo(new[] { "people", "text" }));
        Assert.That(
            prompt.Parameters,
            Is.EqualTo(
                new ToolParameter[]
                {
                    new("image", "https://example.org/a.png"),
                    new("stylize", "250"),
                    new("chaos", "10"),
                    new("raw", ""),
                    new("iw", "1.5"),
                    new("version", "7"),
                }
            )
        );
    }

    [Test]
    public void Midjourney_multi_prompts_become_weights_and_negatives()
    {
        var prompt = PromptParser.Parse("hot:: dog::2 ketchup::-.5 --v 5.2", PromptGrammar.Midjourney).Prompt;

        Assert.That(
            prompt.Subjects.Select(s => (s.Phrase!.Value, s.Weight)),
            Is.EqualTo(new[] { ("hot", 1.0), ("dog", 2.0) })
        );
        Assert.That(prompt.Negatives.Single().Term.Value, Is.EqualTo("ketchup"));
    }

    [TestCase("a cat —ar 3:2", "3:2")]
    [TestCase("a cat --aspect 4:3 --tile", "4:3")]
    [TestCase("a cat --ar 1.85:1", "37:20")]
    [TestCase("/imagine prompt: a cat --ar 2:3", "2:3")]
    public void Midjourney_ratios_are_read_however_they_are_typed(string text, string ratio)
    {
        var parsed = PromptParser.Parse(text);

        Assert.That(parsed.Prompt.AspectRatio!.ToString(), Is.EqualTo(ratio));
        Assert.That(parsed.Prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("a cat"));
    }

    [TestCase("a cat --ar wide", "--ar wide", UnparsedReasons.ValueInvalid)]
    [TestCase("a cat --s 5000", "--s 5000", UnparsedReasons.ValueInvalid)]
    [TestCase("a cat --blorp 3 x", "--blorp 3 x", UnparsedReasons.ParameterUnknown)]
    [TestCase("a cat --q 4", "--q 4", UnparsedReasons.ValueApproximated)]
    public void Midjourney_parameters_without_a_place_are_told(string text, string part, string reason) =>
        Assert.That(
            PromptParser.Parse(text, PromptGrammar.Midjourney).Unparsed,
            Is.EqualTo(new[] { new UnparsedPart(part, reason) })
        );

    [Test]
    public void Words_after_a_parameter_are_kept() =>
        Assert.That(
            PromptParser
                .Parse("--ar 16:9 a cat on a roof", PromptGrammar.Midjourney)
                .Prompt.Subjects.Single()
                .Phrase!.Value,
            Is.EqualTo("a cat on a roof")
        );

    [Test]
    public void A1111_blocks_are_read()
    {
        var parsed = PromptParser.Parse(
            "masterpiece, (red fox:1.3), ((snow)), [fog], oil painting, a \\(small\\) bird, <lora:film:0.8> BREAK soft light\nNegative prompt: blurry, (bad hands:1.4)\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 99, Size: 1216x832, Model: xl"
        );

        var prompt = parsed.Prompt;
        Assert.That(parsed.Grammar, Is.EqualTo(PromptGrammar.A1111));
        Assert.That(
            prompt.Subjects.Select(s => (s.Phrase!.Value, s.Weight)),
            Is.EqualTo(
                    new[]
                    {
                        ("masterpiece", 1.0),
                        ("red fox", 1.3),
                        ("snow", 1.21),
                        ("fog", 0.9091),
                        ("a (small) bird", 1.0),
                    }
                )
                .Within(0.0001)
        );
        Assert.That(prompt.Medium!.EntryId, Is.EqualTo("oil-painting"));
        Assert.That(prompt.Lighting, Is.Not.EqualTo(new Lighting()));
        Assert.That(prompt.Negatives.Select(n => n.Term.Value), Is.EqualTo(new[] { "blurry", "bad hands" }));
        Assert.That(prompt.AspectRatio!.ToString(), Is.EqualTo("3:2"));
        Assert.That(prompt.Seed, Is.EqualTo(99));
        Assert.That(prompt.Parameters, Does.Contain(new ToolParameter("lora", "film:0.8")));
        Assert.That(prompt.Parameters, Does.Contain(new ToolParameter("Sampler", "Euler a")));
        Assert.That(
            parsed.Unparsed.Select(part => part.Reason),
            Is.EquivalentTo(new[] { UnparsedReasons.Instruction, UnparsedReasons.WeightOfNegative })
        );
    }

    [Test]
    public void A1111_weights_inside_a_phrase_keep_the_phrase_and_are_told()
    {
        var parsed = PromptParser.Parse("a (red:1.3) fox in sun(flower:1.2)s, [cat:dog:0.5]", PromptGrammar.A1111);

        Assert.That(parsed.Prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("a red fox in sunflowers, cat, dog"));
        Assert.That(
            parsed.Unparsed,
            Is.EqualTo(
                new UnparsedPart[]
                {
                    new("[cat:dog:0.5]", UnparsedReasons.Editing),
                    new("red", UnparsedReasons.WeightInsidePhrase),
                    new("flower", UnparsedReasons.WeightInsidePhrase),
                }
            )
        );
    }

    [Test]
    public void A1111_blocks_are_read_without_line_breaks()
    {
        var prompt = PromptParser
            .Parse("a fox, snow Negative prompt: blurry, text Steps: 20, Seed: 7, Size: 512x512")
            .Prompt;

        Assert.That(prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("a fox, snow"));
        Assert.That(prompt.Negatives.Select(n => n.Term.Value), Is.EqualTo(new[] { "blurry", "text" }));
        Assert.That((prompt.Seed, prompt.AspectRatio!.ToString()), Is.EqualTo((7L, "1:1")));
    }

    [Test]
    public void InvokeAI_marks_are_read()
    {
        var parsed = PromptParser.Parse("fox++, (deep snow)1.2, misty- [people, text]");

        Assert.That(parsed.Grammar, Is.EqualTo(PromptGrammar.InvokeAI));
        Assert.That(
            parsed.Prompt.Subjects.Select(s => (s.Phrase!.Value, Math.Round(s.Weight, 2))),
            Is.EqualTo(new[] { ("fox", 1.21), ("deep snow", 1.2), ("misty", 0.9) })
        );
        Assert.That(parsed.Prompt.Negatives.Select(n => n.Term.Value), Is.EqualTo(new[] { "people", "text" }));
    }

    [Test]
    public void Ideogram_captions_are_read()
    {
        var parsed = PromptParser.Parse(
            """
            {"high_level_description":"two otters holding hands, calm cove","style_description":{"aesthetics":"tender","lighting":"golden hour","photo":"eye-level view, seen through reeds","medium":"photograph","color_palette":["#2F6F73"]},
             "compositional_deconstruction":{"background":"calm cove","elements":[{"type":"obj","bbox":[300,200,800,900],"desc":"two otters holding hands"},{"type":"text","text":"SEA YOU","desc":"rounded sans serif, at the bottom"}]},"extra":1}
            """
        );

        var prompt = parsed.Prompt;
        Assert.That(parsed.Grammar, Is.EqualTo(PromptGrammar.Ideogram));
        Assert.That(prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("two otters holding hands"));
        Assert.That(prompt.Subjects.Single().Box, Is.EqualTo(new Box(300, 200, 800, 900)));
        Assert.That(prompt.Setting.Background!.Value, Is.EqualTo("calm cove"));
        Assert.That(prompt.ContentClass, Is.EqualTo(ContentClass.Photo));
        Assert.That(prompt.Composition.Angle!.EntryId, Is.Not.Null);
        Assert.That(prompt.Composition.Framing!.Value, Is.EqualTo("seen through reeds"));
        Assert.That(prompt.Palette.Single().Hex, Is.EqualTo("#2F6F73"));
        Assert.That(prompt.Text.Single().Literal.Value, Is.EqualTo("SEA YOU"));
        Assert.That(prompt.Text.Single().Placement!.Value, Is.EqualTo("at the bottom"));
        Assert.That(parsed.Unparsed, Is.EqualTo(new[] { new UnparsedPart("extra", UnparsedReasons.MemberUnknown) }));
    }

    [Test]
    public void Prose_becomes_slots_by_the_librarys_terms()
    {
        var parsed = PromptParser.Parse(
            "Vintage sports car on a desert road. Automotive photograph, wide shot. Golden hour. Nostalgic mood, a palette of #1A1A1D (charcoal), #C3073F (crimson) and #F2A65A (ember orange). The text \"ROUTE 9\" in bold condensed type at the top."
        );

        var prompt = parsed.Prompt;
        Assert.That(parsed.Grammar, Is.EqualTo(PromptGrammar.Prose));
        Assert.That(parsed.Confidence, Is.LessThan(GrammarGuess.Sure));
        Assert.That(prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("Vintage sports car on a desert road"));
        Assert.That(prompt.Medium!.EntryId, Is.Not.Null);
        Assert.That(prompt.Composition.ShotSize!.EntryId, Is.EqualTo("wide-shot"));
        Assert.That(prompt.Palette.Select(c => c.Hex), Is.EqualTo(new[] { "#1A1A1D", "#C3073F", "#F2A65A" }));
        Assert.That(prompt.Text.Single().Typeface!.Value, Is.EqualTo("bold condensed type"));
        Assert.That(prompt.Text.Single().Placement!.Value, Is.EqualTo("at the top"));
    }

    [Test]
    public void A_prompt_moves_from_midjourney_to_sdxl_with_its_settings()
    {
        var prompt = PromptParser.Parse("a red fox, oil painting --ar 3:2 --seed 5 --no text --v 7").Prompt;

        var sdxl = PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!);

        Assert.That(sdxl.Prompt, Does.StartWith("a red fox, oil painting"));
        Assert.That(sdxl.Negative, Is.EqualTo("text"));
        Assert.That(sdxl.Parameters.Select(p => p.Value), Is.EqualTo(new[] { "1216", "832", "5" }));
    }

    [TestCase("a red fox in the snow, no people, 16:9")]
    [TestCase("C++ programmer at night (blue light)")]
    [TestCase("meeting at noon -- then dinner")]
    [TestCase("a cat, 10:30 (see the clock:12:30)")]
    [TestCase("std::vector poster")]
    [TestCase("{\"a\": 1}")]
    [TestCase("Steps: how to bake bread, a poster")]
    [TestCase("un chat noir sur le toit")]
    [TestCase("")]
    public void Ordinary_ideas_are_no_finished_prompts(string text)
    {
        Assert.That(GrammarGuess.Of(text).Confidence, Is.LessThan(GrammarGuess.Sure));
        var idea = new Idea { Text = text };
        Assert.That(
            System.Text.Json.JsonSerializer.Serialize(
                FinishedPrompt.Compose(idea),
                PromptJson.Default.StructuredPrompt
            ),
            Is.EqualTo(
                System.Text.Json.JsonSerializer.Serialize(
                    IdeaComposer.Compose(idea),
                    PromptJson.Default.StructuredPrompt
                )
            )
        );
    }

    [Test]
    public void An_idea_that_is_a_finished_prompt_keeps_its_settings_and_gets_no_additions()
    {
        var idea = new Idea
        {
            Text = "portrait of an old sailor --ar 4:5 --stylize 300 --seed 9 --no hat --v 7",
            Controls = new IdeaControls { AspectRatio = "1:1", Lighting = "rim light" },
        };

        var prompt = FinishedPrompt.Compose(idea);

        Assert.That(prompt.Subjects.Single().Phrase!.Value, Is.EqualTo("portrait of an old sailor"));
        Assert.That(prompt.AspectRatio!.ToString(), Is.EqualTo("1:1"), "a person's choice wins");
        Assert.That(prompt.Seed, Is.EqualTo(9));
        Assert.That(prompt.Negatives.Single().Term.Value, Is.EqualTo("hat"));
        Assert.That(prompt.Parameters, Does.Contain(new ToolParameter("stylize", "300")));
        Assert.That(prompt.Slots().Select(p => p.Slot.Source), Has.None.EqualTo(SlotSource.Library));
        Assert.That(prompt.Idea!.Original, Is.EqualTo(idea.Text));
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt,
            Is.EqualTo(
                "portrait of an old sailor, bright rim light tracing the outline --ar 1:1 --stylize 300 --seed 9 --no hat --v 7"
            )
        );
        var full = FinishedPrompt.Compose(idea with { Controls = new IdeaControls { Detail = DetailLevel.Full } });
        Assert.That(full.Slots().Select(p => p.Slot.Source), Has.Some.EqualTo(SlotSource.Library));
    }

    [Test]
    public void A_text_over_the_limit_is_kept_whole()
    {
        var text = new string('(', PromptParser.MaxLength + 1);

        var parsed = PromptParser.Parse(text);

        Assert.That(parsed.Prompt.Subjects.Single().Phrase!.Value, Is.EqualTo(text));
        Assert.That(parsed.Confidence, Is.Zero);
    }
}
