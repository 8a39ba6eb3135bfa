using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiPromptGen.Tests.Support;

/// <summary>
/// Checks values against the keywords of JSON Schema 2020-12 that this repository's schemas use. It reports a keyword that it does not
/// know as a mistake of the schema, because ignoring the keyword would let every value pass.
/// </summary>
internal sealed class JsonSchemaCheck(JsonObject schema)
{
    private static readonly HashSet<string> Notes = new(StringComparer.Ordinal)
    {
        "$schema",
        "$defs",
        "title",
        "description",
        "default",
        "example",
        "examples",
        "contentMediaType",
    };

    private readonly List<string> _mistakes = [];

    public static IReadOnlyList<string> Mistakes(JsonObject schema, JsonNode? value) => Mistakes(schema, schema, value);

    /// <param name="root">The document in which <c>$ref</c> is looked up.</param>
    public static IReadOnlyList<string> Mistakes(JsonObject root, JsonObject rules, JsonNode? value)
    {
        var check = new JsonSchemaCheck(root);
        check.Check(rules, value, "$");
        return check._mistakes;
    }

    private void Check(JsonObject rules, JsonNode? value, string at)
    {
        foreach (var (keyword, rule) in rules)
        {
            var isNote = Notes.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);
            if (!isNote && !Holds(rules, keyword, rule!, value, at))
            {
                _mistakes.Add($"{at}: {keyword} {rule!.ToJsonString()}: {value?.ToJsonString()}");
            }
        }
    }

    private bool Holds(JsonObject rules, string keyword, JsonNode rule, JsonNode? value, string at) =>
        keyword switch
        {
            "$ref" => Follow(rule.GetValue<string>(), value, at),
            "type" => (rule as JsonArray ?? [rule.DeepClone()])
                .Select(type => type!.GetValue<string>())
                .Intersect(TypeOf(value), StringComparer.Ordinal)
                .Any(),
            "anyOf" => rule.AsArray().Any(one => Mistakes(schema, one!.AsObject(), value).Count == 0),
            "allOf" => All(rule.AsArray(), value, at),
            "const" => JsonNode.DeepEquals(rule, value),
            "format" => HasFormat(rule.GetValue<string>(), value),
            "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)),
            "pattern" => Text(value) is { } text
                && Regex.IsMatch(text, rule.GetValue<string>(), RegexOptions.NonBacktracking),
            "minLength" => Text(value)?.Length >= rule.GetValue<int>(),
            "maxLength" => Text(value)?.Length <= rule.GetValue<int>(),
            "minimum" => Number(value) >= rule.GetValue<double>(),
            "maximum" => Number(value) <= rule.GetValue<double>(),
            "minItems" => (value as JsonArray)?.Count >= rule.GetValue<int>(),
            "maxItems" => (value as JsonArray)?.Count <= rule.GetValue<int>(),
            "uniqueItems" => value is JsonArray many
                && many.Select(item => item?.ToJsonString() ?? "null").Distinct(StringComparer.Ordinal).Count()
                    == many.Count,
            "required" => rule.AsArray()
                .All(name => (value as JsonObject)?.ContainsKey(name!.GetValue<string>()) == true),
            "items" => Each(value as JsonArray, rule.AsObject(), at),
            "properties" => Members(value as JsonObject, rule.AsObject(), at),
            "additionalProperties" => Others(rules["properties"]?.AsObject() ?? [], value as JsonObject, rule, at),
            _ => false,
        };

    private bool Follow(string reference, JsonNode? value, string at)
    {
        var target = reference.Split('/').Skip(1).Aggregate((JsonNode)schema, (node, name) => node[name]!);
        Check(target.AsObject(), value, at);
        return true;
    }

    private bool All(JsonArray parts, JsonNode? value, string at)
    {
        foreach (var part in parts)
        {
            Check(part!.AsObject(), value, at);
        }

        return true;
    }

    private static bool HasFormat(string format, JsonNode? value) =>
        format switch
        {
            "int32" => Whole(value) is >= int.MinValue and <= int.MaxValue,
            "int64" => Whole(value) is not null,
            "date-time" => DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, out _)
                && Text(value)!.Contains('T'),
            "uri" => Uri.TryCreate(Text(value), UriKind.Absolute, out _),
            "uri-reference" => Uri.TryCreate(Text(value), UriKind.RelativeOrAbsolute, out _),
            "email" => Text(value)?.Contains('@') == true,
            _ => false,
        };

    private bool Each(JsonArray? items, JsonObject rules, string at)
    {
        for (var i = 0; i < items?.Count; i++)
        {
            Check(rules, items[i], $"{at}[{i}]");
        }

        return items is not null;
    }

    private bool Members(JsonObject? value, JsonObject properties, string at)
    {
        foreach (var (name, member) in value ?? [])
        {
            if (properties[name] is { } rules)
            {
                Check(rules.AsObject(), member, $"{at}.{name}");
            }
        }

        return value is not null;
    }

    private bool Others(JsonObject properties, JsonObject? value, JsonNode rule, string at)
    {
        var others = (value ?? []).Where(member => !properties.ContainsKey(member.Key)).ToList();
        if (rule is not JsonObject rules)
        {
            return others.Count == 0 || rule.GetValue<bool>();
        }

        others.ForEach(member => Check(rules, member.Value, $"{at}.{member.Key}"));
        return value is not null;
    }

    private static string? Text(JsonNode? value) =>
        value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Reads a number by its text, because a node made from an int or a long can be read as that type only.</summary>
    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;

    private static long? Whole(JsonNode? value) =>
        Number(value) is not null
        && long.TryParse(
            value!.ToJsonString(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var whole
        )
            ? whole
            : null;

    private static string[] TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => ["object"],
            JsonValueKind.Array => ["array"],
            JsonValueKind.String => ["string"],
            JsonValueKind.Number => Whole(value) is null ? ["number"] : ["integer", "number"],
            JsonValueKind.True or JsonValueKind.False => ["boolean"],
            null => ["null"],
            _ => [],
        };
}
