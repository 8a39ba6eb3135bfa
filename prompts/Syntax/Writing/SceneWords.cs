using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>The word lists of scene.json, by which a phrase is split into things and places.</summary>
internal static class SceneWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Lists = Load();

    /// <summary>A list by its name. Case does not matter in it.</summary>
    public static FrozenSet<string> Set(string name) => Lists[name];

    private static FrozenDictionary<string, FrozenSet<string>> Load()
    {
        using var stream = typeof(SceneWords).Assembly.GetManifestResourceStream("Syntax.scene")!;
        return JsonSerializer
            .Deserialize(stream, SceneJson.Default.DictionaryStringStringArray)!
            .ToFrozenDictionary(
                pair => pair.Key,
                pair => pair.Value.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                StringComparer.Ordinal
            );
    }
}

[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class SceneJson : JsonSerializerContext;
