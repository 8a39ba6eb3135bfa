using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiPromptGen.Tests.Architecture;

/// <summary>A file as the checks see it: its path from the repository's root with '/', its text, its syntax.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CompilationUnitSyntax> syntax = new(() =>
        CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot()
    );

    public string Path => path;

    public string Text => text;

    public string Name => System.IO.Path.GetFileName(path);

    public int Lines => text.AsSpan().Count('\n') + (text.EndsWith('\n') ? 0 : 1);

    public CompilationUnitSyntax Syntax => syntax.Value;

    public string At(Microsoft.CodeAnalysis.SyntaxNode node) =>
        $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

/// <summary>The files of this repository as a fresh clone has them, without anything that a build or a run leaves behind.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git",
        ".local",
        "artifacts",
        "bin",
        "node_modules",
        "obj",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
        "local.settings.json",
    };

    public static string Root { get; } = FindRoot();

    /// <summary>The sources of the program and of its prompt engine, parsed once for all tests.</summary>
    public static IReadOnlyList<SourceFile> Functions { get; } =
    [.. Files("functions", ".cs"), .. Files("prompts", ".cs")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every file whose name ends so, below a folder of the root ("" is the root itself).</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, params IReadOnlyList<string> endings) =>
        [
            .. Below(new DirectoryInfo(Path.Combine(Root, folder)))
                .Where(f => endings.Any(e => f.Name.EndsWith(e, StringComparison.Ordinal)))
                .Select(f => new SourceFile(
                    Path.GetRelativePath(Root, f.FullName).Replace('\\', '/'),
                    File.ReadAllText(f.FullName)
                ))
                .OrderBy(f => f.Path, StringComparer.Ordinal),
        ];

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(entry => !NotOurs.Contains(entry.Name))
            .SelectMany(entry => entry is DirectoryInfo inner ? Below(inner) : [(FileInfo)entry]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiPromptGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No AiPromptGen.sln above the tests.");
    }
}
