using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Templates;

internal sealed record WordList(string Id, IReadOnlyList<string> Aliases, IReadOnlyList<string> Words);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WordList[]))]
internal sealed partial class WordListJson : JsonSerializerContext;

/// <summary>What <c>__list__</c> can name: the kinds of the library, its colors, and word lists of this project.</summary>
internal sealed class TemplateLists
{
    private static readonly Lazy<TemplateLists> Lazily = new(() => new TemplateLists());

    private static readonly (string Id, string Alias, LibraryKind Kind)[] Kinds =
    [
        ("styles", "style", LibraryKind.Style),
        ("media", "medium", LibraryKind.Medium),
        ("lightings", "lighting", LibraryKind.Lighting),
        ("moods", "mood", LibraryKind.Mood),
        ("palettes", "palette", LibraryKind.Palette),
        ("cameras", "camera", LibraryKind.Camera),
        ("compositions", "composition", LibraryKind.Composition),
    ];

    private readonly FrozenDictionary<string, WordList> _byName;

    private TemplateLists()
    {
        var library = PromptLibrary.Instance;
        All =
        [
            .. Kinds.Select(kind => new WordList(
                kind.Id,
                [kind.Alias],
                [.. library.Choices(kind.Kind).Select(entry => entry.Name)]
            )),
            new WordList(
                "colours",
                ["colour", "colors", "color"],
                [.. library.Colors.Where(color => color.IsWritten).Select(color => color.Name)]
            ),
            .. OwnLists(),
        ];
        _byName = All.SelectMany(list => list.Aliases.Append(list.Id).Select(name => (name, list)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.list, StringComparer.OrdinalIgnoreCase);
    }

    public static TemplateLists Instance => Lazily.Value;

    public IReadOnlyList<WordList> All { get; }

    public WordList? Find(string name) => _byName.GetValueOrDefault(name);

    private static WordList[] OwnLists()
    {
        using var stream =
            typeof(TemplateLists).Assembly.GetManifestResourceStream("Templates.words")
            ?? throw new InvalidOperationException("The word lists are missing from the assembly.");
        return JsonSerializer.Deserialize(stream, WordListJson.Default.WordListArray) ?? [];
    }
}
