namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// Finished prompts in the manner of what people share, with the signs of extensions and of tools beside the best known ones.
/// No sign of one tool stands as text in another's prompt, and none is lost without a word.
/// </summary>
[TestFixture]
public sealed class StrangersPromptsTests
{
    private static Rendering Render(string from, string text, string target) =>
        PromptRenderer.Render(
            PromptParser.Parse(text, PromptParser.GrammarOf(PromptTargets.Find(from)!)).Prompt,
            PromptTargets.Find(target)!
        );

    private static string[] Dropped(Rendering rendering) => [.. rendering.Dropped.Select(each => each.Value)];

    [TestCase("2girls, park ADDCOMM 1girl, red hair ADDCOL blue hair", "ADDCOMM|ADDCOL")]
    [TestCase("sky ADDBASE a lake ADDROW a meadow", "ADDBASE|ADDROW")]
    [TestCase("a red car AND_SALT a night street :1.2 AND_PERP rain", "AND_SALT|:1.2|AND_PERP")]
    [TestCase("{2$$red|green} ribbons", "2$$|green")]
    [TestCase("{1-2$$ and $$cat|dog} asleep", "1-2$$ and $$|dog")]
    [TestCase("a {0.5::rare|3::common} gem", "0.5::|3::common")]
    [TestCase("${season={winter}} ${season} trees", "${season={winter}}|${season}")]
    [TestCase("__hair-color__ hair, __animals/*__", "__hair-color__|__animals/*__")]
    public void Signs_of_extensions_are_told_and_not_written(string text, string dropped)
    {
        foreach (var target in (string[])["midjourney", "flux", "gpt-image", "invokeai"])
        {
            var rendering = Render("sdxl", text, target);

            Assert.That(Dropped(rendering), Is.EqualTo(dropped.Split('|')), target);
            Assert.That(rendering.Prompt, Does.Not.Match(@"[$_]{2}|ADD|AND|::|\{"), target);
        }

        Assert.That(Render("sdxl", text, "pony").Prompt, Is.EqualTo(text));
    }

    [TestCase("year 2023, 1.3::glowing eyes::, rain", "year 2023, glowing eyes, rain", "glowing eyes:1.3")]
    [TestCase("0.8::fog, mist:: over a lake", "fog, mist over a lake", "fog, mist:0.8")]
    public void NovelAIs_weights_are_weights(string text, string prompt, string weight)
    {
        var rendering = Render("illustrious", text, "flux");

        Assert.That(rendering.Prompt, Is.EqualTo(prompt));
        Assert.That(Dropped(rendering), Is.EqualTo(new[] { weight }));
        Assert.That(Render("illustrious", text, "noobai").Prompt, Is.EqualTo(text));
    }

    [Test]
    public void NovelAIs_weights_tell_whose_the_prompt_is() =>
        Assert.That(
            GrammarGuess.Of("1girl, {{best quality}}, 1.5::rain::, 0.7::blush::").Confidence,
            Is.GreaterThanOrEqualTo(GrammarGuess.Sure)
        );

    [TestCase("sdxl", "a woman at the beach, (red bikini:0), (smile:-1)", "a woman at the beach", "smile")]
    [TestCase("illustrious", "1boy, -1::hat::, 0::scarf::", "1boy", "hat")]
    [TestCase("invokeai", "a street, (cars)0", "a street", null)]
    public void What_weighs_nothing_or_less_is_no_part_of_the_picture(
        string from,
        string text,
        string prompt,
        string? negative
    )
    {
        var midjourney = Render(from, text, "midjourney");

        Assert.That(midjourney.Prompt, Is.EqualTo($"{prompt} --v 8.1{(negative is null ? "" : $" --no {negative}")}"));
        Assert.That(Render(from, text, "qwen-image").Negative, Is.EqualTo(negative));
        Assert.That(Dropped(midjourney), Is.Not.Empty);
    }

    [TestCase("apple.swap(orange, s_start=0.2), a bowl", "apple, orange, a bowl")]
    [TestCase("cat.swap(\"a big dog\", s_start=0.1, s_end=0.9)", "cat, a big dog")]
    public void Times_of_a_swap_are_no_words(string text, string prompt) =>
        Assert.That(Render("invokeai", text, "flux").Prompt, Is.EqualTo(prompt));

    [TestCase("a fox, <easynegative>", "<easynegative>")]
    [TestCase("an elf <my-embedding> at dusk", "<my-embedding>")]
    public void A_network_by_its_name_is_told(string text, string name)
    {
        var rendering = Render("invokeai", text, "sdxl");

        Assert.That(Dropped(rendering), Is.EqualTo(new[] { name }));
        Assert.That(rendering.Prompt, Does.Not.Contain("<"));
    }

    [TestCase("a cat --no dog::2, bird", "(dog:2), bird")]
    [TestCase("a cat --no red hat::1.5", "(red hat:1.5)")]
    public void What_must_not_appear_may_weigh(string text, string negative)
    {
        Assert.That(Render("midjourney", text, "sdxl").Negative, Is.EqualTo(negative));
        Assert.That(Dropped(Render("midjourney", text, "qwen-image")), Is.Not.Empty);
    }

    [Test]
    public void A_picture_in_the_wrong_place_is_still_none_of_the_words() =>
        Assert.That(
            Render("midjourney", "a cafe --iw 0.5 https://example.com/late.png --ar 3:2", "sdxl").Prompt,
            Is.EqualTo("a cafe")
        );

    [TestCase("photo of a woman BREAK red dress", "photo of a woman, red dress")]
    [TestCase("a castle AND a forest", "a castle, a forest")]
    public void No_space_stands_before_a_comma(string text, string prompt) =>
        Assert.That(Render("sdxl", text, "flux").Prompt, Is.EqualTo(prompt));

    [TestCase("A comic. No speech bubbles except in panel 4, which says \"Rise!\"", "except in panel 4")]
    [TestCase("A street, no cars unless they are red, at night", "no cars unless they are red")]
    public void A_denial_with_an_exception_stays(string text, string words) =>
        Assert.That(Render("veo", text, "midjourney").Prompt, Does.Contain(words).And.Not.Contain("--no"));

    [TestCase("A chef plates a dessert. (no subtitles)")]
    [TestCase("A chef plates a dessert (without text)")]
    public void A_denial_goes_with_its_brackets(string text) =>
        Assert.That(Render("veo", text, "midjourney").Prompt, Does.Not.Match("[()]").And.Contain("--no"));

    [Test]
    public void What_the_picture_is_made_in_is_said_to_models_of_words() =>
        Assert.That(
            Render(
                "ideogram-4",
                """{"high_level_description":"a diner at night","style_description":{"medium":"photograph"}}""",
                "midjourney"
            ).Prompt,
            Does.Contain("photograph")
        );

    [Test]
    public void A_color_stands_with_the_name_of_its_thing() =>
        Assert.That(
            Render(
                "flux-2-json",
                """{"scene":"a table","subjects":[{"description":"a bottle","position":"center","color_palette":["#E32222"]}]}""",
                "midjourney"
            ).Prompt,
            Does.StartWith("a table, a bottle in ").And.Contain(", center")
        );
}
