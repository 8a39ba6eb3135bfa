using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;
using CsCheck;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Values that a schema takes.</summary>
internal sealed class Written(Contract contract)
{
    private const string Crockford = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly Gen<string> Texts = Gen.OneOf(
        One("a red fox", "lighthouse in a storm --ar 16:9 --no people", "(a:1.2), b ::2 [c]", "{\"a\":1}"),
        One(
            "",
            " ",
            "\n",
            "\u0000",
            "’“ß",
            "日本の狐",
            "🦊🦊",
            "e\u0301",
            "\u202Eabc",
            "\uFEFF",
            "'; --",
            "=1+1",
            "%00"
        ),
        Gen.Char.AlphaNumeric.Array[1, 40].Select(letters => new string(letters)),
        Gen.Char[' ', '\u07FF'].Array[1, 20].Select(letters => new string(letters))
    );

    /// <summary>The patterns of the document; a new one needs a line here.</summary>
    private static readonly Dictionary<string, Gen<string>> Patterns = new(StringComparer.Ordinal)
    {
        ["^[0-9a-hjkmnp-tv-z]{26}$"] = Letters(Crockford, 26),
        ["^a[0-9a-f]{32}$"] = Letters("0123456789abcdef", 32).Select(hash => $"a{hash}"),
        ["^goodwill-[0-9a-f]{32}$"] = Letters("0123456789abcdef", 32).Select(id => $"goodwill-{id}"),
        ["^[0-9]+:[0-9]+$"] = One("1:1", "16:9", "100:1", "0:1", "999:999"),
        ["^([0-9]+:[0-9]+)?$"] = One("", "1:1", "16:9"),
        ["^#[0-9A-Fa-f]{6}$"] = Letters("0123456789abcdefABCDEF", 6).Select(hex => $"#{hex}"),
        ["^[0-9]+([.][0-9]+)?$"] = One("9.99", "0", "1.234", "99999999999999999999"),
        ["^[!-~]+$"] = One("succeeded", "failed:deadline-exceeded", "embedded/idea-1", "~", "'"),
        ["^[A-Z]{3}$"] = One("EUR", "USD", "XXX"),
    };

    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["email"] = "ada@example.org",
        ["uri"] = "https://127.0.0.1/fox.jpg",
    };

    /// <summary>One that fits, the same each time.</summary>
    public static string First(JsonObject schema) =>
        schema["pattern"]?.GetValue<string>() switch
        {
            null => schema["format"] is { } format ? Formats[format.GetValue<string>()] : "x",
            "^[0-9a-hjkmnp-tv-z]{26}$" => new string('0', 26),
            "^a[0-9a-f]{32}$" => $"a{new string('0', 32)}",
            "^#[0-9A-Fa-f]{6}$" => "#204060",
            "^[0-9]+([.][0-9]+)?$" => "9.99",
            "^[A-Z]{3}$" => "EUR",
            _ => "1:1",
        };

    public Gen<JsonNode?> Of(JsonNode node)
    {
        var schema = contract.Follow(node);
        if (schema["const"] is { } one)
        {
            return Gen.Const(0).Select(_ => (JsonNode?)one.DeepClone());
        }

        if ((schema["anyOf"] ?? schema["allOf"]) is JsonArray parts)
        {
            return Gen.OneOf([.. parts.Select(part => Of(part!))]);
        }

        if (schema["enum"] is JsonArray words)
        {
            return Gen.Int[0, words.Count - 1].Select(i => words[i]?.DeepClone());
        }

        return schema["type"]!.GetValue<string>() switch
        {
            "object" => Members(schema),
            "array" => Items(schema),
            "boolean" => Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
            "string" => Text(schema).Select(text => (JsonNode?)JsonValue.Create(text)),
            "integer" => Whole(schema).Select(number => (JsonNode?)JsonValue.Create(number)),
            "null" => Gen.Const((JsonNode?)null),
            _ => Gen.Double[Bound(schema, "minimum", 0), Bound(schema, "maximum", 1)]
                .Select(number => (JsonNode?)JsonValue.Create(number)),
        };
    }

    private Gen<JsonNode?> Members(JsonObject schema)
    {
        var needed = (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        var members = (schema["properties"]?.AsObject() ?? [])
            .Select(member =>
                (needed.Contains(member.Key) ? Gen.Const(true) : Gen.Int[0, 3].Select(i => i == 0)).Select(
                    Of(member.Value!),
                    (isThere, value) => (isThere, member.Key, value)
                )
            )
            .ToArray();
        return members.Aggregate(
            Gen.Const(0).Select(_ => (JsonNode?)new JsonObject()),
            (whole, member) =>
                whole.Select(
                    member,
                    (map, next) =>
                    {
                        var copy = map!.DeepClone();
                        if (next.isThere)
                        {
                            copy[next.Key] = next.value?.DeepClone();
                        }

                        return (JsonNode?)copy;
                    }
                )
        );
    }

    private Gen<JsonNode?> Items(JsonObject schema)
    {
        var least = (int)Bound(schema, "minItems", 0);
        var most = (int)Math.Min(Bound(schema, "maxItems", 3), 3);
        return Of(schema["items"]!)
            .Array[least, most]
            .Select(items =>
                (JsonNode?)
                    new JsonArray([
                        .. items
                            .DistinctBy(item =>
                                schema["uniqueItems"] is null ? Guid.NewGuid().ToString() : item!.ToJsonString()
                            )
                            .Select(item => item?.DeepClone()),
                    ])
            );
    }

    private static Gen<string> Text(JsonObject schema)
    {
        if (schema["pattern"] is { } pattern)
        {
            return Patterns[pattern.GetValue<string>()];
        }

        if (schema["format"] is { } format)
        {
            return Gen.Const(Formats[format.GetValue<string>()]);
        }

        var (least, most) = ((int)Bound(schema, "minLength", 0), (int)Bound(schema, "maxLength", 60));
        return Texts.Select(text => (text.Length > most ? text[..most] : text).PadRight(least, 'x'));
    }

    private static Gen<long> Whole(JsonObject schema)
    {
        var (least, most) = ((long)Bound(schema, "minimum", -1000), (long)Bound(schema, "maximum", 1000));
        return Gen.OneOf(Gen.Long[least, most], Gen.Const(least), Gen.Const(most));
    }

    private static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> Letters(string alphabet, int count) =>
        Gen.Int[0, alphabet.Length - 1].Array[count].Select(indexes => string.Concat(indexes.Select(i => alphabet[i])));

    private static double Bound(JsonObject schema, string keyword, double otherwise) =>
        schema[keyword]?.GetValue<double>() ?? otherwise;
}
