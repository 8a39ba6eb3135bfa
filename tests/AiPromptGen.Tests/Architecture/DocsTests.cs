using System.Text.RegularExpressions;

namespace AiPromptGen.Tests.Architecture;

/// <summary>The links of the pages that a newcomer reads lead to what exists.</summary>
[TestFixture]
public sealed partial class DocsTests
{
    private const int MostColumns = 120;

    private static readonly IReadOnlyList<SourceFile> Pages = Repository.Files("", ".md");
    private static readonly HashSet<string> Paths =
    [
        .. Repository.Files("", ".cs", ".md", ".yaml", ".json", ".props", ".txt").Select(f => f.Path),
    ];

    [Test]
    public void Links_lead_somewhere() => Assert.That(Pages.SelectMany(DeadLinks), Is.Empty);

    [Test]
    public void A_dead_link_is_found()
    {
        Assert.That(DeadLinks(new SourceFile("docs/a.md", "See [this](nowhere.md).")), Is.Not.Empty);
        Assert.That(
            DeadLinks(new SourceFile("docs/a.md", "[x](https://example.org) [y](../README.md) [z](adr)")),
            Is.Empty
        );
    }

    [Test]
    public void Files_that_the_pages_name_exist() =>
        Assert.That(Pages.SelectMany(f => MissingFiles(f, Paths)), Is.Empty);

    [Test]
    public void A_file_that_is_named_and_missing_is_found()
    {
        var page = new SourceFile("docs/a.md", "`Credits/CreditRules.cs`, `App.cs`, `Nothing.cs`, `*Rules.cs`");

        Assert.That(
            MissingFiles(page, ["functions/Credits/CreditRules.cs", "functions/App.cs"]),
            Is.EqualTo(new[] { "docs/a.md names Nothing.cs" })
        );
    }

    [Test]
    public void Lines_fit_the_screen() => Assert.That(Pages.SelectMany(LongLines), Is.Empty);

    [Test]
    public void A_long_line_is_found() =>
        Assert.That(
            LongLines(new SourceFile("a.md", "short\n" + new string('x', MostColumns + 1))),
            Is.EqualTo(new[] { "a.md:2" })
        );

    private static IEnumerable<string> DeadLinks(SourceFile page) =>
        from link in Link().Matches(page.Text)
        let target = link.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
        let path = Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!, target.Split('#')[0])
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page.Path} links to {target}";

    private static IEnumerable<string> MissingFiles(SourceFile page, IReadOnlyCollection<string> paths) =>
        from span in CodeFile().Matches(page.Text)
        let name = span.Groups["name"].Value
        where !paths.Any(p => p == name || p.EndsWith("/" + name, StringComparison.Ordinal))
        select $"{page.Path} names {name}";

    private static IEnumerable<string> LongLines(SourceFile page)
    {
        var isPrompt = false;
        var number = 0;
        foreach (var line in page.Text.Split('\n'))
        {
            number++;
            // A row of a table cannot be broken over lines, and neither can a prompt or its rendering, which tests compare as they are.
            isPrompt = line.StartsWith("```", StringComparison.Ordinal)
                ? line.StartsWith("```prompt", StringComparison.Ordinal)
                    || line.StartsWith("```to ", StringComparison.Ordinal)
                : isPrompt;
            if (line.Length > MostColumns && !line.StartsWith('|') && !isPrompt)
            {
                yield return $"{page.Path}:{number}";
            }
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"`(?<name>[A-Za-z][A-Za-z0-9./]*\.cs)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CodeFile();
}
