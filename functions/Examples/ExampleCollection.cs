using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Examples;

/// <summary>All examples. They are built into the assembly, and there is no other way to add one.</summary>
internal sealed class ExampleCollection
{
    private const string Prefix = "Examples.";

    private static readonly Lazy<ExampleCollection> Lazily = new(() => new ExampleCollection());

    private readonly FrozenDictionary<string, CuratedExample> _byId;

    private ExampleCollection()
    {
        All = [.. Mixed(Files())];
        _byId = All.ToFrozenDictionary(example => example.Id, StringComparer.Ordinal);
    }

    public static ExampleCollection Instance => Lazily.Value;

    public IReadOnlyList<CuratedExample> All { get; }

    public CuratedExample? Find(string id) => _byId.GetValueOrDefault(id);

    private static List<CuratedExample[]> Files() =>
        [
            .. typeof(ExampleCollection)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];

    private static CuratedExample[] Read(string name)
    {
        using var stream = typeof(ExampleCollection).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize(stream, ExampleJson.Default.CuratedExampleArray) ?? [];
    }

    /// <summary>The first example of each kind, then the second of each, so that the first page shows every kind.</summary>
    private static IEnumerable<CuratedExample> Mixed(List<CuratedExample[]> files)
    {
        var rows = files.Max(file => file.Length);
        for (var row = 0; row < rows; row++)
        {
            foreach (var file in files.Where(file => row < file.Length))
            {
                yield return file[row];
            }
        }
    }
}

/// <summary>
/// An example made by this project: an idea with its choices, or a structured prompt. Its renderings are never stored, so it always shows
/// what the engine does today.
/// </summary>
public sealed record CuratedExample
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Idea { get; init; }
    public StructuredPrompt? Prompt { get; init; }
    public IdeaControls? Controls { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The ids of the targets for which it is rendered.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>What the example shows.</summary>
    public required string Note { get; init; }

    public StructuredPrompt Compose() =>
        Prompt ?? IdeaComposer.Compose(new Idea { Text = Idea ?? "", Controls = Controls ?? new() });
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CuratedExample[]))]
internal sealed partial class ExampleJson : JsonSerializerContext;
