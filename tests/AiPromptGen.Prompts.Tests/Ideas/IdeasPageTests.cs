using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Ideas;

[TestFixture]
public sealed class IdeasPageTests
{
    [Test]
    public void Each_example_of_the_page_is_what_the_engine_answers() =>
        Assert.That(Repository.Read(IdeasPage.Path), Is.EqualTo(IdeasPage.Write()), "run the explicit test below");

    [Test]
    public void There_are_sixty_ideas()
    {
        Assert.That(IdeasPage.Ideas, Is.Unique);
        Assert.That(IdeasPage.Ideas.Count(), Is.AtLeast(60));
    }

    [Test, Explicit("Writes the answers on docs/prompts/ideas.md anew; read what changed.")]
    public void Write() => File.WriteAllText(Path.Combine(Repository.Root, IdeasPage.Path), IdeasPage.Write());
}
