using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>The pages of docs/prompts/ tell what the engine does: each example on them is run.</summary>
[TestFixture]
public sealed class SyntaxPageTests
{
    private static IEnumerable<TestCaseData> Examples() =>
        from path in SyntaxPage.Paths
        from example in new SyntaxPage(path).Examples()
        select new TestCaseData(example.Prompt, example.From, example.To, example.Expected).SetArgDisplayNames(
            System.IO.Path.GetFileName(path),
            example.To,
            example.Prompt.Length > 40 ? example.Prompt[..40] : example.Prompt
        );

    [TestCaseSource(nameof(Examples))]
    public void An_example_is_what_the_engine_answers(string prompt, string? from, string to, string expected) =>
        Assert.That(SyntaxPage.Answer(prompt, from, to), Is.EqualTo(expected));

    [Test]
    public void Every_room_has_a_page_with_examples_and_every_target_is_named()
    {
        var pages = SyntaxPage.Paths.Select(path => new SyntaxPage(path)).ToList();

        Assert.That(pages, Has.Count.GreaterThanOrEqualTo(8));
        Assert.That(
            pages.Where(page => !page.Path.EndsWith("README.md", StringComparison.Ordinal)),
            Has.All.Matches<SyntaxPage>(page => page!.Examples().Any())
        );
        var text = string.Join('\n', pages.Select(page => page.Text));
        Assert.That(PromptTargets.All, Has.All.Matches<PromptTarget>(target => text.Contains($"`{target!.Id}`")));
    }

    /// <summary>Writes the answers anew. Read what changed before you commit it.</summary>
    [Test, Explicit("writes into docs/prompts")]
    public void Write()
    {
        foreach (var path in SyntaxPage.Paths)
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), new SyntaxPage(path).Write());
        }
    }
}
