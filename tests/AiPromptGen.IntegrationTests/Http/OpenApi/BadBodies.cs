using System.Globalization;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>A body that the schema forbids, and in what.</summary>
internal sealed record BadBody(string What, string Json);

/// <summary>
/// From a valid body, every body that is wrong in one place and one way: a member missing, unknown, null, of another type,
/// too long, out of range, no word of the list. A schema that is used in many places is tried in the first.
/// </summary>
internal sealed class BadBodies(Contract contract)
{
    private const string Unknown = "notAMember";

    private static readonly (string Type, string Json)[] Values =
    [
        ("string", "\"x\""),
        ("integer", "7"),
        ("number", "7.5"),
        ("boolean", "true"),
        ("object", "{}"),
        ("array", "[]"),
    ];

    private readonly HashSet<string> tried = new(StringComparer.Ordinal);

    public static IReadOnlyList<BadBody> Of(Contract contract, JsonObject schema, JsonNode valid)
    {
        var bad = new BadBodies(contract).At(schema, valid, value => value, "$").ToList();
        return [.. bad.DistinctBy(body => body.Json)];
    }

    /// <summary>The least that the schema takes.</summary>
    public JsonNode? Least(JsonNode node)
    {
        var schema = contract.Follow(node);
        if (schema["const"] is { } one)
        {
            return one.DeepClone();
        }

        if ((schema["anyOf"] ?? schema["allOf"]) is JsonArray parts)
        {
            return Least(parts[0]!);
        }

        if (schema["enum"] is JsonArray words)
        {
            return words[0]!.DeepClone();
        }

        return TypeOf(schema) switch
        {
            "object" => new JsonObject(
                Required(schema).Select(name => KeyValuePair.Create(name, Least(schema["properties"]![name]!)))
            ),
            "array" => new JsonArray([
                .. Enumerable.Range(0, (int)(Number(schema["minItems"]) ?? 0)).Select(_ => Least(schema["items"]!)),
            ]),
            "boolean" => JsonValue.Create(true),
            "string" => JsonValue.Create(Written.First(schema)),
            _ => JsonValue.Create((long)Math.Ceiling(Number(schema["minimum"]) ?? 1)),
        };
    }

    /// <param name="put">The whole body with another value here.</param>
    private IEnumerable<BadBody> At(JsonNode node, JsonNode? now, Func<JsonNode?, JsonNode?> put, string at)
    {
        if (node["$ref"] is { } reference && !tried.Add(reference.GetValue<string>()))
        {
            return [];
        }

        var schema = contract.Follow(node);
        if ((schema["anyOf"] ?? schema["allOf"]) is JsonArray parts)
        {
            return At(parts[0]!, now, put, at);
        }

        var bad = OtherTypes(schema).Concat(Edges(schema)).Concat(Words(schema));
        return bad.Select(value => new BadBody($"{at} is {Shown(value)}", Text(put(JsonNode.Parse(value)))))
            .Concat(Members(schema, now as JsonObject ?? [], put, at))
            .Concat(Items(schema, now as JsonArray ?? [], put, at));
    }

    private static IEnumerable<string> OtherTypes(JsonObject schema)
    {
        var type = schema["const"] is null ? TypeOf(schema) : "string";
        return Values
            .Where(value => value.Type != type && !(type == "number" && value.Type == "integer"))
            .Select(value => value.Json);
    }

    private static IEnumerable<string> Edges(JsonObject schema)
    {
        if (Number(schema["maxLength"]) is { } most)
        {
            yield return $"\"{new string('x', (int)most + 1)}\"";
        }

        if (Number(schema["minLength"]) is > 0)
        {
            yield return "\"\"";
        }

        if (schema["pattern"] is not null)
        {
            yield return "\"~ no ~\"";
        }

        if (Number(schema["maximum"]) is { } highest)
        {
            yield return (highest + 1).ToString(CultureInfo.InvariantCulture);
        }

        if (Number(schema["minimum"]) is { } lowest)
        {
            yield return (lowest - 1).ToString(CultureInfo.InvariantCulture);
        }

        if (TypeOf(schema) is "integer" or "number")
        {
            yield return "1e400";
            yield return "123456789012345678901234567890";
            yield return "-99999999999";
        }
    }

    private static IEnumerable<string> Words(JsonObject schema) =>
        schema["enum"] is null && schema["const"] is null ? [] : ["\"not-a-word\"", "\"\""];

    private IEnumerable<BadBody> Members(JsonObject schema, JsonObject now, Func<JsonNode?, JsonNode?> put, string at)
    {
        if (schema["properties"] is not JsonObject members)
        {
            yield break;
        }

        yield return new($"{at} has an unknown member", Text(put(Changed(now, Unknown, 1))));
        foreach (var (name, member) in members)
        {
            var place = $"{at}.{name}";
            if (Required(schema).Contains(name, StringComparer.Ordinal))
            {
                yield return new($"{place} is missing", Text(put(Without(now, name))));
                yield return new($"{place} is null", Text(put(Changed(now, name, null))));
            }

            yield return new(
                $"{place} is in capitals",
                Text(put(Changed(Without(now, name), name.ToUpperInvariant(), now[name])))
            );
            foreach (
                var bad in At(member!, now[name] ?? Least(member!), value => put(Changed(now, name, value)), place)
            )
            {
                yield return bad;
            }
        }
    }

    private IEnumerable<BadBody> Items(JsonObject schema, JsonArray now, Func<JsonNode?, JsonNode?> put, string at)
    {
        if (schema["items"] is not { } items)
        {
            yield break;
        }

        var one = now.Count > 0 ? now[0] : Least(items);
        if (Number(schema["maxItems"]) is { } most)
        {
            yield return new($"{at} has too many", Text(put(List(Enumerable.Repeat(one, (int)most + 1)))));
        }

        if (Number(schema["minItems"]) is > 0)
        {
            yield return new($"{at} has none", Text(put(new JsonArray())));
        }

        if (schema["uniqueItems"] is not null)
        {
            yield return new($"{at} has one twice", Text(put(List([one, one]))));
        }

        yield return new($"{at} holds null", Text(put(List([null]))));
        foreach (var bad in At(items, one, value => put(List([value])), $"{at}[0]"))
        {
            yield return bad;
        }
    }

    private static JsonObject Changed(JsonObject map, string name, JsonNode? value)
    {
        var copy = map.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }

    private static JsonObject Without(JsonObject map, string name)
    {
        var copy = map.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);

    private static string? TypeOf(JsonObject schema) => schema["type"]?.GetValue<string>();

    private static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>());

    private static double? Number(JsonNode? node) => node?.GetValue<double>();

    private static string Text(JsonNode? body) => body?.ToJsonString() ?? "null";

    private static string Shown(string json) => json.Length > 40 ? $"{json[..40]}…" : json;
}
