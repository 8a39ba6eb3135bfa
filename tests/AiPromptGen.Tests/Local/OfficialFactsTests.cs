using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Local;

/// <summary>Each fact about the official packages that the program leans on has a test that shows it.</summary>
[TestFixture]
public sealed partial class OfficialFactsTests
{
    private static readonly string[] TestAttributes = ["Test", "TestCase", "TestCaseSource"];
    private static readonly List<string> Facts = [.. TestsNamed(Repository.Read("docs/official-build.md"))];

    private static readonly HashSet<string> Tests =
    [
        .. Repository.Files("tests", "Tests.cs").Select(f => f.Syntax).SelectMany(TestsIn),
    ];

    [Test]
    public void Every_fact_names_a_test_that_is_there()
    {
        Assert.That(Facts, Has.Count.GreaterThan(35));
        Assert.That(Facts.Where(fact => !IsThere(fact)), Is.Empty);
    }

    [TestCase("| A fact | `HttpTriggerTests.Nothing_of_that_name` |")]
    [TestCase("| A fact | `NoSuchTests` |")]
    public void A_fact_without_a_test_is_found(string row) =>
        Assert.That(TestsNamed(row).Where(fact => !IsThere(fact)), Has.One.Items);

    private static bool IsThere(string fact) =>
        Tests.Contains(fact) || Tests.Any(t => t.StartsWith(fact + ".", StringComparison.Ordinal));

    private static IEnumerable<string> TestsNamed(string page) =>
        Fact().Matches(page).Select(m => m.Groups["test"].Value);

    private static IEnumerable<string> TestsIn(CompilationUnitSyntax file) =>
        from type in file.DescendantNodes().OfType<ClassDeclarationSyntax>()
        from method in type.Members.OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(l => l.Attributes).Any(a => TestAttributes.Contains(a.Name.ToString()))
        select $"{type.Identifier}.{method.Identifier}";

    [GeneratedRegex(
        @"^\| .* \| `(?<test>\w+Tests(\.\w+)?)` \|$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Fact();
}
