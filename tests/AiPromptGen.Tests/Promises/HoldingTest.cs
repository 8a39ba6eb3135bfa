using AiPromptGen.Tests.Architecture;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Promises;

/// <summary>A test that says it holds a promise, found in the source of every test project.</summary>
internal sealed record HoldingTest(string Promise, string Fixture, string Method, bool Runs)
{
    /// <summary>The name of the test method as a sentence.</summary>
    public string Sentence => Method.Replace('_', ' ');

    public static IReadOnlyList<HoldingTest> In(IEnumerable<SourceFile> files) =>
        [
            .. files
                .Where(f => f.Text.Contains("\"Promise\"", StringComparison.Ordinal))
                .SelectMany(f => f.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>())
                .SelectMany(Of),
        ];

    /// <summary>Its own promises, and those of its class.</summary>
    private static IEnumerable<HoldingTest> Of(MethodDeclarationSyntax method)
    {
        var (own, type) = (Attributes(method), method.Parent as TypeDeclarationSyntax);
        if (type is null || !own.Any(a => NameOf(a).StartsWith("Test", StringComparison.Ordinal)))
        {
            return [];
        }

        var runs = !own.Concat(Attributes(type)).Any(a => NameOf(a) is "Explicit" or "Ignore");
        return own.Concat(Attributes(type))
            .Where(a => NameOf(a) is "Property" && TextAt(a, 0) is "Promise")
            .Select(a => TextAt(a, 1))
            .Distinct(StringComparer.Ordinal)
            .Select(promise => new HoldingTest(promise, type.Identifier.Text, method.Identifier.Text, runs));
    }

    private static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(list => list.Attributes);

    private static string NameOf(AttributeSyntax attribute) => attribute.Name.ToString();

    private static string TextAt(AttributeSyntax attribute, int index) =>
        attribute.ArgumentList?.Arguments.ElementAtOrDefault(index)?.Expression is LiteralExpressionSyntax literal
            ? literal.Token.ValueText
            : "";
}
