namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>A list of a picture board's tags is a finished prompt: it stays as it is, and nothing is added.</summary>
[TestFixture]
public sealed class BoardTagsTests
{
    [TestCase("1boy, solo, black hair, school uniform, rooftop, sunset")]
    [TestCase("2girls, holding hands, twintails, smile, beach, outdoors")]
    [TestCase("score_9, score_8_up, score_7_up, a knight in a ruined chapel")]
    [TestCase("masterpiece, best quality, no humans, train station, night")]
    [TestCase("absurdres, 1girl, looking at viewer, umbrella")]
    public void It_stays_word_for_word(string tags)
    {
        var prompt = FinishedPrompt.Compose(new Idea { Text = tags });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PromptRenderer.Render(prompt, PromptTargets.Find("illustrious")!).Prompt, Is.EqualTo(tags));
            Assert.That(PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!).Prompt, Is.EqualTo(tags));
            Assert.That(
                PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt,
                Does.Not.Match("photograph|straight verticals|golden hour")
            );
        }
    }

    [TestCase("a portrait of a sailor, blue sky, day")]
    [TestCase("masterpiece of a sandcastle on a beach")]
    [TestCase("long hair, smile, a woman on a bench")]
    public void Words_that_anybody_writes_are_an_idea(string idea) =>
        Assert.That(GrammarGuess.Of(idea).Confidence, Is.LessThan(GrammarGuess.Sure));
}
