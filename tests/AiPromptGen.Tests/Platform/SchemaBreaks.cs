using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>The direction of a schema's values. A request may accept more than before; an answer must not say less than before.</summary>
internal enum Direction
{
    Request,
    Answer,
}

/// <summary>Finds changes of a schema that break a client made for the published one.</summary>
internal sealed class SchemaBreaks(Contract published, Contract present)
{
    /// <summary>Keywords that bound a value, and whether a smaller number is the narrower bound.</summary>
    private static readonly (string Keyword, bool IsCeiling)[] Bounds =
    [
        ("maxLength", true),
        ("maxItems", true),
        ("maximum", true),
        ("minLength", false),
        ("minItems", false),
        ("minimum", false),
    ];

    private readonly HashSet<(string, Direction)> seen = [];

    /// <param name="was">The schema in the published contract.</param>
    /// <param name="now">The schema in the present contract; null when it is gone.</param>
    public IEnumerable<string> Of(JsonNode? was, JsonNode? now, Direction direction, string at)
    {
        if (was is null || now is null)
        {
            return was is null ? [] : [$"{at}: its schema is gone"];
        }

        if (was["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>().Split('/')[^1];
            return seen.Add((name, direction))
                ? Of(published.Follow(was), now["$ref"] is null ? now : present.Follow(now), direction, name)
                : [];
        }

        var (old, fresh) = (published.Follow(was), present.Follow(now));
        return Types(old, fresh, at)
            .Concat(Words(old, fresh, direction, at))
            .Concat(direction == Direction.Request ? Narrowed(old, fresh, at) : [])
            .Concat(Members(old, fresh, direction, at))
            .Concat(Parts(old, fresh, direction, at));
    }

    private static IEnumerable<string> Types(JsonObject was, JsonObject now, string at)
    {
        foreach (var keyword in (string[])["type", "format"])
        {
            if (was[keyword] is { } old && !JsonNode.DeepEquals(old, now[keyword]))
            {
                yield return $"{at}: {keyword} was {Text(old)} and is {Text(now[keyword])}";
            }
        }
    }

    /// <summary>
    /// A request must go on accepting all words of its enum. An answer must have no new word in a closed enum, and no word of an open one
    /// (<c>x-open</c>, and every <c>code</c>) may go, because clients compare with it.
    /// </summary>
    private static IEnumerable<string> Words(JsonObject was, JsonObject now, Direction direction, string at)
    {
        var (old, fresh) = (WordsOf(was), WordsOf(now));
        var isOpen = was["x-open"]?.GetValue<bool>() == true || at.EndsWith(".code", StringComparison.Ordinal);
        if (direction == Direction.Request || isOpen)
        {
            foreach (var gone in fresh.Count == 0 ? [] : old.Except(fresh))
            {
                yield return $"{at}: the word {gone} is gone";
            }
        }

        if (direction == Direction.Request && old.Count == 0 && fresh.Count > 0)
        {
            yield return $"{at}: takes certain words only";
        }

        if (direction == Direction.Answer && !isOpen && old.Count > 0)
        {
            foreach (var added in fresh.Count == 0 ? ["(any)"] : fresh.Except(old))
            {
                yield return $"{at}: the word {added} is new in a closed list";
            }
        }
    }

    private static IEnumerable<string> Narrowed(JsonObject was, JsonObject now, string at)
    {
        foreach (var (keyword, isCeiling) in Bounds)
        {
            var (old, fresh) = (Number(was[keyword]), Number(now[keyword]));
            if (fresh is { } bound && (old is null || (isCeiling ? bound < old : bound > old)))
            {
                yield return $"{at}: {keyword} was {Text(was[keyword])} and is {Text(now[keyword])}";
            }
        }

        if (now["pattern"] is { } pattern && !JsonNode.DeepEquals(was["pattern"], pattern))
        {
            yield return $"{at}: pattern was {Text(was["pattern"])} and is {Text(pattern)}";
        }

        foreach (var keyword in (string[])["uniqueItems", "additionalProperties"])
        {
            var strict = keyword == "uniqueItems";
            if (IsFlag(now[keyword], strict) && !IsFlag(was[keyword], strict))
            {
                yield return $"{at}: {keyword} is {Text(now[keyword])} now";
            }
        }
    }

    private IEnumerable<string> Members(JsonObject was, JsonObject now, Direction direction, string at)
    {
        var (old, fresh) = (was["properties"]?.AsObject() ?? [], now["properties"]?.AsObject() ?? []);
        foreach (var (name, schema) in old)
        {
            if (!fresh.ContainsKey(name))
            {
                yield return $"{at}.{name} is gone";
                continue;
            }

            foreach (var broken in Of(schema, fresh[name], direction, $"{at}.{name}"))
            {
                yield return broken;
            }
        }

        var (needed, needs) = (Required(was), Required(now));
        foreach (var name in direction == Direction.Request ? needs.Except(needed) : needed.Except(needs))
        {
            yield return direction == Direction.Request
                ? $"{at}.{name} must be sent now"
                : $"{at}.{name} is not always there any more";
        }
    }

    private IEnumerable<string> Parts(JsonObject was, JsonObject now, Direction direction, string at)
    {
        foreach (var keyword in (string[])["items", "additionalProperties"])
        {
            if (was[keyword] is JsonObject old)
            {
                foreach (var broken in Of(old, now[keyword] as JsonObject, direction, $"{at}[]"))
                {
                    yield return broken;
                }
            }
        }

        foreach (var keyword in (string[])["allOf", "anyOf"])
        {
            var (old, fresh) = (was[keyword]?.AsArray() ?? [], now[keyword]?.AsArray() ?? []);
            if (old.Count != fresh.Count)
            {
                yield return $"{at}: {keyword} is made of other parts";
                continue;
            }

            foreach (var broken in old.Zip(fresh).SelectMany(p => Of(p.First, p.Second, direction, at)))
            {
                yield return broken;
            }
        }
    }

    private static List<string> WordsOf(JsonObject schema) =>
        schema["const"] is { } one ? [one.ToJsonString()] : Names(schema["enum"]);

    private static List<string> Names(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(Text)];

    private static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>());

    private static double? Number(JsonNode? node) => node?.GetValue<double>();

    private static bool IsFlag(JsonNode? node, bool value) =>
        node is JsonValue flag && flag.TryGetValue<bool>(out var set) && set == value;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
