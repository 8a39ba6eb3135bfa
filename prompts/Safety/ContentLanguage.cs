using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Safety;

/// <summary>
/// The terms of one language. A term is a word, the beginning of a word followed by <c>*</c>, or several words. In languages without spaces
/// between words it is found anywhere inside a text.
/// </summary>
internal sealed record ContentLanguage
{
    /// <summary>The language's code of ISO 639-1.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the language is written without spaces between words.</summary>
    public bool Joined { get; set; }

    /// <summary>Babies, and children of no particular age. Old art shows these without clothes.</summary>
    public IReadOnlyList<string> Children { get; set; } = [];

    /// <summary>Everybody else under eighteen.</summary>
    public IReadOnlyList<string> Minors { get; set; } = [];

    /// <summary>Words that adults are called by too. They mean a minor beside a word of <see cref="Young"/>.</summary>
    public IReadOnlyList<string> Girls { get; set; } = [];

    /// <summary>Persons whose age a number may give.</summary>
    public IReadOnlyList<string> Persons { get; set; } = [];
    public IReadOnlyList<string> Young { get; set; } = [];

    /// <summary>The numbers from one to seventeen, in words.</summary>
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>
    /// The numbers in the form that they have in one word together with a word of <see cref="Ages"/>: "zwölf" in "zwölfjährige",
    /// "двенадцати" in "двенадцатилетняя". Empty when the language has no such words.
    /// </summary>
    public IReadOnlyList<string> AgeStems { get; set; } = [];

    /// <summary>Words after a number that make it an age, whether or not a person is named.</summary>
    public IReadOnlyList<string> Ages { get; set; } = [];

    /// <summary>Words after a number that make it an age when a person is named beside it.</summary>
    public IReadOnlyList<string> Years { get; set; } = [];

    /// <summary>Words before a number that make it an age.</summary>
    public IReadOnlyList<string> Aged { get; set; } = [];

    /// <summary>Words before a number that make it an age when the number counts nothing: "just turned 13".</summary>
    public IReadOnlyList<string> Turned { get; set; } = [];

    /// <summary>Like <see cref="Turned"/>, but the age is below the number: "under 18".</summary>
    public IReadOnlyList<string> Below { get; set; } = [];

    /// <summary>Words that may be between a person and their age.</summary>
    public IReadOnlyList<string> Links { get; set; } = [];

    /// <summary>Sexual words. No context makes them harmless beside a minor.</summary>
    public IReadOnlyList<string> Sexual { get; set; } = [];

    /// <summary>Words for being without clothes. They are harmless for a child in a picture that a word of <see cref="Art"/> names.</summary>
    public IReadOnlyList<string> Bare { get; set; } = [];

    /// <summary>Names of parts of the body. They are harmless in medicine and teaching.</summary>
    public IReadOnlyList<string> Clinical { get; set; } = [];

    /// <summary>Words for crimes. They are harmless where the text speaks against them, treats them, or tells of them as history.</summary>
    public IReadOnlyList<string> Abuse { get; set; } = [];

    /// <summary>Like <see cref="Abuse"/>, but the word itself names a minor.</summary>
    public IReadOnlyList<string> Always { get; set; } = [];

    public IReadOnlyList<string> Medicine { get; set; } = [];
    public IReadOnlyList<string> Art { get; set; } = [];
    public IReadOnlyList<string> History { get; set; } = [];
    public IReadOnlyList<string> Awareness { get; set; } = [];

    /// <summary>Expressions that mean something else than their single words.</summary>
    public IReadOnlyList<string> Harmless { get; set; } = [];

    /// <summary>Things that a word of <see cref="Sexual"/> or <see cref="Bare"/> describes when they follow it: "naked flame".</summary>
    public IReadOnlyList<string> ThingsAfter { get; set; } = [];

    /// <summary>Things only after a word of <see cref="Bare"/>: a "sexy doll" may still be a person.</summary>
    public IReadOnlyList<string> BareThingsAfter { get; set; } = [];

    /// <summary>Domains of the library (domains.json) whose words are things of this kind too: "topless bus".</summary>
    public IReadOnlyList<string> ThingDomains { get; set; } = [];

    /// <summary>Whether a longer word is a thing of this kind when it ends in one: "Betonwand".</summary>
    public bool Compounded { get; set; }

    /// <summary>Things before the word that describes them, in languages whose adjectives follow: "arbre nu".</summary>
    public IReadOnlyList<string> ThingsBefore { get; set; } = [];

    /// <summary>Words after a word for a child that make it something else: "baby elephant".</summary>
    public IReadOnlyList<string> BabyThings { get; set; } = [];

    /// <summary>Things that may be years old and are not persons.</summary>
    public IReadOnlyList<string> AgedThings { get; set; } = [];

    public IReadOnlyList<string> Denials { get; set; } = [];

    /// <summary>Words that may be between a negation and what it negates.</summary>
    public IReadOnlyList<string> Skips { get; set; } = [];

    /// <summary>
    /// Words that mean something else in other languages, so they count only beside a word of this language. "Kind" is German.
    /// </summary>
    public IReadOnlyList<string> Local { get; set; } = [];

    /// <summary>The languages that have rules, in the order of docs/safety.md.</summary>
    public static IReadOnlyList<ContentLanguage> All { get; } =
    [.. new[] { "en", "de", "fr", "es", "it", "pt", "pl", "ru", "zh", "ja" }.Select(Read)];

    private static ContentLanguage Read(string id)
    {
        using var stream =
            typeof(ContentLanguage).Assembly.GetManifestResourceStream("Safety." + id)
            ?? throw new InvalidOperationException($"The terms of {id} are missing from the assembly.");
        return JsonSerializer.Deserialize(stream, ContentJson.Default.ContentLanguage)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(ContentLanguage))]
internal sealed partial class ContentJson : JsonSerializerContext;
