namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>People as picture boards count them: https://danbooru.donmai.us/wiki_pages/tag_group:character_count.</summary>
[TestFixture]
public sealed class CountTagsTests
{
    private static string Render(string idea, string target) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!).Prompt;

    [TestCase("a girl with a red umbrella", "1girl, solo")]
    [TestCase("a woman and her dog", "1girl, solo")]
    [TestCase("a woman doctor in a hospital", "1girl, solo")]
    [TestCase("a male nurse", "1boy, solo")]
    [TestCase("two boys playing football", "2boys")]
    [TestCase("three young women laughing", "3girls")]
    [TestCase("seven girls dancing", "6+girls")]
    [TestCase("a group of women", "multiple girls")]
    [TestCase("a mother and her two sons", "1girl, 2boys")]
    [TestCase("an old man reading to his granddaughter", "1girl, 1boy")]
    [TestCase("mountain lake at dawn", "no humans")]
    [TestCase("a fox in the snow", "no humans")]
    [TestCase("king penguin on an iceberg", "no humans")]
    [TestCase("empty hospital corridor at night", "no humans")]
    [TestCase("tokyo street without people", "no humans")]
    public void What_the_idea_says_is_counted(string idea, string tags)
    {
        Assert.That(Render(idea, "illustrious"), Does.StartWith($"masterpiece, best quality, {tags}, "));
        Assert.That(Render(idea, "noobai"), Does.StartWith($"masterpiece, best quality, newest, {tags}, "));
        Assert.That(Render(idea, "pony"), Does.StartWith($"score_9, score_8_up, score_7_up, {tags}, "));
        Assert.That(Render(idea, "sdxl"), Does.Not.Contain(tags));
    }

    [TestCase("a knight on a horse")]
    [TestCase("a robot barista")]
    [TestCase("a sommelier in a vineyard")]
    [TestCase("a jogger at the beach")]
    [TestCase("Hatsune Miku on a beach")]
    [TestCase("a beach with miku")]
    [TestCase("busy market")]
    [TestCase("statue of a woman in a park")]
    [TestCase("eine Frau am Strand")]
    [TestCase("1girl, red hair, umbrella")]
    public void Nothing_is_guessed(string idea) =>
        Assert.That(Render(idea, "illustrious"), Does.StartWith($"masterpiece, best quality, {idea}"));
}
