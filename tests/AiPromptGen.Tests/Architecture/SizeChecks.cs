using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Architecture;

/// <summary>The budgets of CONTRIBUTING.md: files and methods that can be read at once.</summary>
internal static class SizeChecks
{
    public const int MostLines = 300;
    public const int MostMedianLines = 60;
    public const int MostMethodLines = 70;

    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Lines > MostLines).Select(f => $"{f.Path} has {f.Lines} lines, at most {MostLines}");

    /// <summary>The longest files are named with it: they are where to begin.</summary>
    public static IEnumerable<string> HighMedian(IReadOnlyCollection<SourceFile> files)
    {
        var byLength = files.OrderBy(f => f.Lines).ToList();
        var median = byLength[byLength.Count / 2].Lines;
        var longest = string.Join(", ", byLength.TakeLast(5).Select(f => $"{f.Path} {f.Lines}"));
        return median > MostMedianLines
            ? [$"half of the files have {median} lines or more, at most {MostMedianLines}; longest: {longest}"]
            : [];
    }

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from method in file
            .Syntax.DescendantNodes()
            .Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let lines = method.ToString().AsSpan().Count('\n') + 1
        where lines > MostMethodLines
        select $"{file.At(method)} has a method of {lines} lines, at most {MostMethodLines}";
}
