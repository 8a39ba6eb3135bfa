using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class TargetsDocTests
{
    [Test]
    public void The_page_of_targets_is_what_they_render() =>
        Assert.That(Repository.Read(TargetsDoc.Path), Is.EqualTo(TargetsDoc.Write()), "run the explicit test below");

    [Test, Explicit("Writes docs/targets.md.")]
    public void Write() => File.WriteAllText(Path.Combine(Repository.Root, TargetsDoc.Path), TargetsDoc.Write());
}
