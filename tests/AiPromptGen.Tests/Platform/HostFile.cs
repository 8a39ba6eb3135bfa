using System.Text.Json;
using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Platform;

/// <summary>host.json, the page about it, and the names that the Functions host knows.</summary>
internal static partial class HostFile
{
    /// <summary>Every value in the file, by its path with dots.</summary>
    public static Dictionary<string, string> Settings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Leaves(document.RootElement, "").ToDictionary(l => l.Path, l => l.Value, StringComparer.Ordinal);
    }

    /// <summary>Every value in the table on the page, by its path with dots.</summary>
    public static Dictionary<string, string> Rows(string page) =>
        Row()
            .Matches(page)
            .ToDictionary(row => row.Groups["path"].Value, row => row.Groups["value"].Value, StringComparer.Ordinal);

    /// <summary>Names that the host does not know and would silently ignore.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> paths) =>
        paths.Where(path => !Known.Value.Any(known => known.IsMatch(path)));

    private static readonly Lazy<List<Regex>> Known = new(() =>
        Repository
            .Read("tests/AiPromptGen.Tests/Platform/known-host-settings.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(name => Regex.Escape(name).Replace("\\*", ".+", StringComparison.Ordinal))
            .Select(name => new Regex($"^{name}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ToList()
    );

    private static IEnumerable<(string Path, string Value)> Leaves(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
            JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{path}.{i}")),
            JsonValueKind.String => [(path, element.GetString()!)],
            _ => [(path, element.GetRawText())],
        };

    [GeneratedRegex(
        @"^\| `(?<path>[^`]+)` \| `(?<value>[^`]*)` \| [^|]{10,} \| \[[^|]+\] \|$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row();
}
