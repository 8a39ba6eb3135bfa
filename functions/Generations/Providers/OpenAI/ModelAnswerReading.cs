using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Reads a model's JSON. An answer that follows the schema is taken as it is. Servers that do not enforce a schema let the model
/// leave fields out and add others; then only what can be read for certain is taken, and the rest counts as not said.
/// </summary>
internal static class ModelAnswerReading
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        // When two members have the same name, it is not known which one is meant.
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    private static readonly JsonElement Schema = JsonElement.Parse(ModelPromptSchema.Schema.ToMemory().Span);

    /// <summary>How many objects around the descriptions are opened at most.</summary>
    private const int MaxWrappers = 3;

    /// <summary>Names that models were seen to give to an object around their descriptions.</summary>
    private static readonly string[] Wrappers =
    [
        ModelPromptSchema.Name,
        "descriptions",
        "description",
        "pictures",
        "picture",
        "results",
        "result",
        "answer",
        "output",
        "response",
        "data",
        "arguments",
    ];

    /// <summary>The sentence that stands for a refusal without words, so that it is read as a refusal.</summary>
    private const string NothingSaid = "I can't describe this.";

    /// <returns>Null when nothing usable was said.</returns>
    public static ModelAnswer? From(string json)
    {
        try
        {
            return Exact(json) ?? Fitted(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The texts in an object that is no answer, such as the message of an "error". An empty list of descriptions with nothing beside
    /// it counts as a refusal.
    /// </summary>
    public static IEnumerable<string> Sentences(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? []
                : root.GetPropertyCount() > 0
                && root.EnumerateObject().All(field => field.NameEquals("prompts") && IsEmpty(field.Value))
                    ? [NothingSaid]
                : [.. root.EnumerateObject().SelectMany(field => Texts(field.Value, depth: 3))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Texts(JsonElement value, int depth) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.AsText() is { } text ? [text] : [],
            JsonValueKind.Object when depth > 0 => value.EnumerateObject().SelectMany(f => Texts(f.Value, depth - 1)),
            JsonValueKind.Array when depth > 0 => value.EnumerateArray().SelectMany(item => Texts(item, depth - 1)),
            _ => [],
        };

    private static bool IsEmpty(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0;

    private static ModelAnswer? Exact(string json)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(json, ModelPromptJson.Default.ModelAnswer);
            return answer is { Prompts.Count: > 0 } ? answer : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ModelAnswer? Fitted(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        var root = document.RootElement;
        var prompts = Schema.GetProperty("properties").GetProperty("prompts");
        var list = ListIn(root, MaxWrappers);
        var said = ((JsonArray)Fit(prompts, list)!).Where(Says).Select(prompt => prompt!.DeepClone()).ToArray();
        return said.Length == 0
            ? null
            : new JsonObject { ["prompts"] = new JsonArray(said) }.Deserialize(ModelPromptJson.Default.ModelAnswer);
    }

    /// <summary>The list of descriptions, or the only one without a list. Either may be inside of up to three objects.</summary>
    private static JsonElement ListIn(JsonElement root, int wrappers)
    {
        if (root.Member("prompts") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } given)
        {
            return given;
        }

        var inner = Wrappers
            .Select(name => root.Member(name))
            .FirstOrDefault(member => member is { ValueKind: JsonValueKind.Array or JsonValueKind.Object });
        return inner is { } wrapped && wrappers > 0 ? ListIn(wrapped, wrappers - 1) : root;
    }

    /// <summary>The value in the schema's shape: missing fields become null or empty, and fields that the schema lacks are left out.</summary>
    private static JsonNode? Fit(JsonElement schema, JsonElement value)
    {
        if (Is(schema, "object"))
        {
            var whole = new JsonObject();
            var only = value.ValueKind == JsonValueKind.String ? FieldFor(schema, value) : null;
            foreach (var field in schema.GetProperty("properties").EnumerateObject())
            {
                var said = string.Equals(field.Name, only, StringComparison.Ordinal) ? value : value.Member(field.Name);
                whole[field.Name] = Fit(field.Value, said ?? default);
            }

            return whole;
        }

        if (Is(schema, "array"))
        {
            var items = schema.GetProperty("items");
            var fitting = Elements(value)
                .Where(item => !Is(items, "object") || item.ValueKind == JsonValueKind.Object || IsFirm(items, item));
            return new JsonArray([.. fitting.Select(item => Fit(items, item)).Where(item => item is not null)]);
        }

        return Is(schema, "integer")
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
                ? JsonValue.Create(number)
                : null
            : TextOf(schema, value);
    }

    /// <summary>
    /// Whether a text may stand in place of an object: it may name a thing, but a text in place of a whole description may be anything.
    /// </summary>
    private static bool IsFirm(JsonElement items, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && FieldFor(items, value) is not "summary";

    /// <summary>
    /// The field that gets a text which stands in place of an object: "hex" for a color's code, else "phrase", else the first field
    /// that takes text.
    /// </summary>
    private static string? FieldFor(JsonElement schema, JsonElement value)
    {
        var texts = schema
            .GetProperty("properties")
            .EnumerateObject()
            .Where(field => Is(field.Value, "string"))
            .Select(field => field.Name)
            .ToList();
        return value.AsText()?.StartsWith('#') is true && texts.Contains("hex", StringComparer.Ordinal) ? "hex"
            : texts.Contains("phrase", StringComparer.Ordinal) ? "phrase"
            : texts.FirstOrDefault();
    }

    /// <summary>The items of a list; a single object or text counts as a list of one.</summary>
    private static IEnumerable<JsonElement> Elements(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object or JsonValueKind.String => [value],
            _ => [],
        };

    private static JsonValue? TextOf(JsonElement schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        if (value.AsText() is not { } text)
        {
            return null;
        }

        var words = schema.Items("enum").Where(word => word.ValueKind == JsonValueKind.String).ToList();
        return words.Count == 0
            ? JsonValue.Create(text)
            : JsonValue.Create(
                words
                    .Select(word => word.GetString())
                    .FirstOrDefault(word => string.Equals(word, text.Trim(), StringComparison.OrdinalIgnoreCase))
            );
    }

    private static bool Is(JsonElement schema, string type) =>
        schema.Text("type") is { } only
            ? string.Equals(only, type, StringComparison.Ordinal)
            : schema.Items("type").Any(one => string.Equals(one.GetString(), type, StringComparison.Ordinal));

    /// <summary>Whether any text is left, besides a title, that a picture could be made of.</summary>
    private static bool Says(JsonNode? node) =>
        node switch
        {
            JsonObject whole => whole.Any(field => field.Key is not "title" && Says(field.Value)),
            JsonArray items => items.Any(Says),
            JsonValue value => value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text),
            _ => false,
        };
}
