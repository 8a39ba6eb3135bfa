using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class SamplesDocTests
{
    [Test]
    public void The_page_of_samples_is_what_the_engine_answers() =>
        Assert.That(Repository.Read(SamplesDoc.Path), Is.EqualTo(SamplesDoc.Write()), "run the explicit test below");

    [Test, Explicit("Writes docs/samples.md.")]
    public void Write() => File.WriteAllText(Path.Combine(Repository.Root, SamplesDoc.Path), SamplesDoc.Write());
}
