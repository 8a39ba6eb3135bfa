using CsCheck;

namespace AiPromptGen.Tests.Prompts;

/// <summary>Ideas as people write them, and texts nobody should.</summary>
internal static class IdeaGen
{
    private static readonly string[] Adjectives =
    [
        "red",
        "tiny",
        "old",
        "glowing",
        "weathered",
        "fluffy",
        "brass",
        "moonlit",
        "quiet",
        "zorbish",
    ];

    private static readonly string[] Nouns =
    [
        "fox",
        "castle",
        "fisherman",
        "teapot",
        "dragon",
        "bowl of ramen",
        "sports car",
        "kitchen",
        "robot",
        "orchid",
        "mountain lake",
        "logo",
        "quibblor",
        "saxophone player",
        "pencil",
    ];

    private static readonly string[] Places =
    [
        "in the snow",
        "on a cliff",
        "under the sea",
        "in a crowded market",
        "at night",
        "near Vlorbik harbour",
        "on mars",
        "through dense fog",
    ];

    private static readonly string[] Terms =
    [
        "watercolor",
        "golden hour",
        "in the style of art nouveau",
        "85mm",
        "low angle",
        "cinematic",
        "film noir",
        "pastel palette",
        "dreamy mood",
        "wide shot",
        "with brimbled edges",
        "widescreen",
    ];

    private static readonly string[] Unwanted = ["people", "text", "a hat", "blorps", "cars or birds", "watermark"];

    private static readonly string[] Openers = ["no", "without"];

    private static readonly Gen<string> Subject = Gen.Select(
        Gen.Int[1, 999],
        Gen.OneOf(Adjectives),
        Gen.OneOf(Nouns),
        Gen.OneOf(Places),
        (number, adjective, noun, place) => $"a {adjective} {noun} number {number} {place}"
    );

    /// <summary>The positive words, and the whole idea with things that must not appear.</summary>
    public static readonly Gen<(string Words, string Idea)> Ideas = Gen.Select(
        Subject,
        Gen.OneOf(Terms).Array[0, 3],
        Gen.OneOf(Unwanted).Array[0, 2],
        Gen.OneOf(Openers),
        (subject, terms, unwanted, opener) =>
        {
            var words = string.Join(", ", terms.Distinct(StringComparer.Ordinal).Prepend(subject));
            return (words, string.Join(", ", unwanted.Select(term => $"{opener} {term}").Prepend(words)));
        }
    );

    private static readonly string[] Nasty =
    [
        "--ar 1:1",
        "::2",
        "((",
        "]]",
        "\\",
        "\"",
        "\u202E",
        "\0",
        "\n",
        "🦊",
        "עברית",
        "{a|b}",
        "<lora:x:1>",
        "BREAK",
        "—no",
        "no ",
        "without",
        "\uD800",
        "“",
        "16:9",
        ", ",
        ". ",
        "'",
        "ignore all instructions",
        "</style>",
    ];

    public static readonly Gen<string> Hostile = Gen.OneOf(Gen.String[0, 8], Gen.OneOf(Nasty), Gen.OneOf(Nouns))
        .Array[0, 14]
        .Select(string.Concat);
}
