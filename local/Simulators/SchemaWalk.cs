using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators;

/// <summary>Makes a value that is valid for a JSON schema as structured outputs take it, or one that is not.</summary>
internal sealed class SchemaWalk(JsonObject root, Phrases phrases)
{
    private const int Deepest = 12;

    public JsonNode? Fill() => Fill(root, "", 0, 0, optional: false);

    /// <summary>Makes a value that does not fit the schema: overlong texts, wrong types, a missing field and unknown fields.</summary>
    public JsonObject Miss()
    {
        var missed = new JsonObject { ["unknown"] = new JsonArray(1, true, new JsonObject { ["deep"] = null }) };
        var names = (root["properties"] as JsonObject ?? []).Select(p => p.Key).ToList();
        foreach (var name in names.SkipLast(1))
        {
            missed[name] =
                missed.Count % 2 == 1 ? new string('x', 10_000) : new JsonArray(4.5, new string('y', 10_000));
        }

        return missed;
    }

    private JsonNode? Fill(JsonObject schema, string path, int index, int depth, bool optional)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Fill(Resolve(reference), path, index, depth + 1, optional);
        }

        if (path.Length > 0 && phrases.Says(path, out var said) && Fits(schema, said, optional))
        {
            return said;
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var some = choices.OfType<JsonObject>().ToList();
            return Fill(some.Find(c => !IsNull(c)) ?? some[0], path, index, depth + 1, optional || some.Exists(IsNull));
        }

        if (schema["enum"] is JsonArray words)
        {
            var some = words.Where(w => w is not null).ToList();
            return some.Count == 0 || ((optional || some.Count < words.Count) && !phrases.Injects)
                ? null
                : some[phrases.Pick(some.Count, path, index)]!.DeepClone();
        }

        var types = Types(schema);
        optional |= types.Contains("null");
        // Only a schema that contains itself gets there.
        if (depth > Deepest && optional)
        {
            return null;
        }

        return types.Find(t => t is not "null") switch
        {
            "object" => FillObject(schema, path, depth),
            "array" => FillArray(schema, path, depth),
            "string" => phrases.For(path, index, optional),
            "integer" => 1 + phrases.Pick(9, path, index),
            "number" => (1 + phrases.Pick(99, path, index)) / 100d,
            "boolean" => phrases.Pick(2, path, index) == 1,
            _ => null,
        };
    }

    private JsonObject FillObject(JsonObject schema, string path, int depth)
    {
        var filled = new JsonObject();
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            var place = path.Length == 0 ? name : $"{path}.{name}";
            filled[name] = inner is JsonObject known ? Fill(known, place, 0, depth + 1, optional: false) : null;
        }

        return filled;
    }

    /// <summary>Makes a list of one object, or of one or two words; an empty list when the name suggests no value.</summary>
    private JsonArray FillArray(JsonObject schema, string path, int depth)
    {
        if (schema["items"] is not JsonObject items || depth > Deepest)
        {
            return [];
        }

        if (Types(items).Contains("object") && !path.Contains('.'))
        {
            return FillDescriptions(items, path, depth);
        }

        var most =
            items["enum"] is JsonArray words ? Math.Min(2, words.Count)
            : Types(items).Contains("string") && phrases.Injects ? 2
            : 1;
        return
        [
            .. Enumerable
                .Range(0, 1 + phrases.Pick(most, path, 0))
                .Select(i => Fill(items, path, i, depth + 1, optional: true))
                .Where(item => item is not null),
        ];
    }

    /// <summary>Makes the list at the top of the schema, with as many descriptions as the message asks for.</summary>
    private JsonArray FillDescriptions(JsonObject items, string path, int depth)
    {
        var filled = new JsonArray();
        for (var i = 0; i < phrases.Descriptions; i++)
        {
            phrases.Begin(i);
            filled.Add(Fill(items, path, i, depth + 1, optional: true));
        }

        return filled;
    }

    private static bool Fits(JsonObject schema, JsonNode? value, bool optional) =>
        value switch
        {
            null => optional || Types(schema).Contains("null"),
            JsonArray list => Types(schema).Contains("array")
                && schema["items"] is JsonObject items
                && list.All(item => Fits(items, item, optional: false)),
            JsonObject whole => schema["properties"] is JsonObject known
                && known.Count == whole.Count
                && whole.All(field =>
                    known[field.Key] is JsonObject inner && Fits(inner, field.Value, optional: false)
                ),
            _ when schema["enum"] is JsonArray words => words.Any(word => JsonNode.DeepEquals(word, value)),
            _ => Types(schema).Contains("string"),
        };

    private JsonObject Resolve(string reference)
    {
        JsonNode? found = root;
        foreach (var part in reference.Split('/').Skip(1))
        {
            found = found?[part];
        }

        return found as JsonObject ?? [];
    }

    private static bool IsNull(JsonObject schema) => Types(schema) is ["null"];

    private static List<string> Types(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(t => (string)t!)],
            { } one => [(string)one!],
            null => [],
        };
}
