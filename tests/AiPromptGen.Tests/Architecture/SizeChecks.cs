using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Architecture;

/// <summary>The budgets of CONTRIBUTING.md: files and methods that can be read at once.</summary>
internal static class SizeChecks
{
    public const int MostLines = 300;
    public const int MostMethodLines = 70;

    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Lines > MostLines).Select(f => $"{f.Path} has {f.Lines} lines, at most {MostLines}");

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from method in file
            .Syntax.DescendantNodes()
            .Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let lines = method.ToString().AsSpan().Count('\n') + 1
        where lines > MostMethodLines
        select $"{file.At(method)} has a method of {lines} lines, at most {MostMethodLines}";
}
