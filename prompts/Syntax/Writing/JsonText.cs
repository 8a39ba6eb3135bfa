using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>What the JSON targets have in common.</summary>
internal static class JsonText
{
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A finished prompt with more words added to one of its members.</summary>
    public static string Amend(string prompt, string member, Amendment wanted)
    {
        if (wanted.Words.Count == 0)
        {
            return prompt;
        }

        using var json = LenientJson.Parse(prompt);
        if (json is not { RootElement.ValueKind: JsonValueKind.Object })
        {
            return Joined(prompt, wanted);
        }

        var root = JsonObject.Create(json.RootElement)!;
        root[member] = Joined(LenientJson.StringOf(json.RootElement, member) ?? "", wanted);
        return root.ToJsonString(Readable);
    }

    private static string Joined(string text, Amendment wanted) =>
        string.Join(", ", wanted.Words.Prepend(text.TrimEnd(' ', ',')).Where(words => words.Length > 0));

    /// <summary>Writes a member, unless its text is empty.</summary>
    public static void Write(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A list of "#RRGGBB", unless it is empty.</summary>
    public static void Colors(Utf8JsonWriter json, string name, IReadOnlyList<string> colors)
    {
        if (colors.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var color in colors)
        {
            json.WriteStringValue(color);
        }

        json.WriteEndArray();
    }
}
