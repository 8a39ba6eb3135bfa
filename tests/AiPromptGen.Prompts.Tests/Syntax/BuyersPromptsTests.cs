namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// Finished prompts as buyers pasted them, without saying whose they are. To their own tool they come back character by
/// character; to another one each sign is carried or told.
/// </summary>
[TestFixture]
public sealed class BuyersPromptsTests
{
    [TestCase(
        "midjourney",
        "a fox --sref https://a.b/s.png --sw 200 --oref https://a.b/o.png --ow 300 --niji 7 --p abc"
    )]
    [TestCase("midjourney", "https://a.b/i.png a fox --iw 2 --exp 10 --stop 80 --draft --hd --r 3 --style raw --v 6.1")]
    [TestCase("midjourney", "a fox --cref https://a.b/c.png --cw 60 --v 6.1")]
    [TestCase("midjourney", "a {red,green} bird")]
    [TestCase("midjourney", "a {red, green, blue} bird in the {jungle, desert} --v 7")]
    [TestCase("midjourney", "hot:: dog")]
    [TestCase("midjourney", "hot::1.5 dog::-0.5")]
    [TestCase("midjourney", "hot:: dog --v 5.2")]
    [TestCase("sdxl", "a {red|green} bird, (crane:1.1)")]
    [TestCase("sdxl", "a (woman:1.2), <lora:x:0.8> BREAK a forest AND a sky, [cat:dog:0.5]")]
    [TestCase("sdxl", "miku \\(vocaloid\\), (sunset)")]
    [TestCase("sdxl", "a cat AND a dog :1.2, (sunset:0.8)")]
    [TestCase("sdxl", "[a fox|a wolf|a fox] in the snow, <lora:film:1>")]
    [TestCase("invokeai", "(\"a fox\", \"a cat\").blend(0.7, 0.3)")]
    [TestCase("invokeai", "(\"a fox\", \"a cat\").and()")]
    [TestCase("invokeai", "a (cat).swap(dog) on a wall")]
    [TestCase("invokeai", "a cat.swap(dog) on a wall")]
    [TestCase("invokeai", "a fox++, (deep snow)0.8")]
    public void It_comes_back_as_it_came_whoever_it_is_from(string target, string text)
    {
        var rendering = PromptRenderer.Render(
            FinishedPrompt.Compose(new Idea { Text = text }),
            PromptTargets.Find(target)!
        );

        Assert.That(rendering.Prompt, Is.EqualTo(text).Or.EqualTo(text + " --v 8.1"));
        Assert.That(rendering.Dropped, Is.Empty);
    }

    [TestCase("std::vector on a blackboard")]
    [TestCase("the time 12::30 is wrong, he said")]
    [TestCase("a sign that reads {hello}")]
    [TestCase("a woman called Dr. Who (the second)")]
    [TestCase("a couple (one tall, one short) and a dog")]
    public void Words_of_anybody_are_an_idea(string text) =>
        Assert.That(GrammarGuess.Of(text).Confidence, Is.LessThan(GrammarGuess.Sure));

    [Test]
    public void Negatives_of_several_brackets_keep_their_weights()
    {
        const string text =
            "a fox\nNegative prompt: (worst quality, low quality:1.4), (text, signature:1.2)\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 8589934592";
        var prompt = PromptParser.Parse(text).Prompt;

        var same = PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!);
        var other = PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!);

        Assert.That(same.Negative, Is.EqualTo("(worst quality, low quality:1.4), (text, signature:1.2)"));
        Assert.That(
            same.Parameters.Select(p => $"{p.Name}: {p.Value}"),
            Is.EqualTo(new[] { "Steps: 20", "Sampler: Euler a", "CFG scale: 7", "Seed: 8589934592" })
        );
        Assert.That(
            other.Dropped.Select(d => d.Value),
            Is.SupersetOf(new[] { "worst quality, low quality:1.4", "text, signature:1.2", "CFG scale: 7" })
        );
        Assert.That(StructuredPromptRules.Mistakes(prompt), Is.Empty);
    }

    [TestCase("a hat", "a second hat")]
    [TestCase("a hat", "a hat with a feather")]
    [TestCase("a hat with a feather", "a hat")]
    [TestCase("a tall glass vase", "a glass bowl")]
    [TestCase("the car on the left", "the car on the right")]
    public void One_elements_color_stays_its_own(string colored, string other)
    {
        var caption =
            $$$"""{"high_level_description":"two things","compositional_deconstruction":{"background":"a wall","elements":[{"type":"obj","desc":"{{{colored}}}","color_palette":["#C62828"]},{"type":"obj","desc":"{{{other}}}"}]}}""";
        var prompt = PromptParser.Parse(caption).Prompt with { Verbatim = null };

        var json = PromptRenderer.Render(prompt, PromptTargets.Find("ideogram-4")!).Prompt;

        Assert.That(json.Split("#C62828"), Has.Length.EqualTo(2), json);
        var first = json[
            json.IndexOf("\"elements\"", StringComparison.Ordinal)..json.IndexOf("#C62828", StringComparison.Ordinal)
        ];
        Assert.That(first.Split("\"desc\":\"")[^1], Does.StartWith(colored[..5]), json);
    }
}
