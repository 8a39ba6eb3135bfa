using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Safety;

/// <summary>
/// The terms of one language. A term is a word, a beginning of a word with <c>*</c>, or several words; in languages without spaces
/// it is found inside a text.
/// </summary>
internal sealed record ContentLanguage
{
    /// <summary>ISO 639-1.</summary>
    public required string Id { get; init; }

    /// <summary>Written without spaces between words.</summary>
    public bool Joined { get; set; }

    /// <summary>Babies and children of no certain age: those whom old art shows without clothes.</summary>
    public IReadOnlyList<string> Children { get; set; } = [];

    /// <summary>Everybody else under eighteen.</summary>
    public IReadOnlyList<string> Minors { get; set; } = [];

    /// <summary>Grown people are called so too; a minor beside one of <see cref="Young"/>.</summary>
    public IReadOnlyList<string> Girls { get; set; } = [];

    /// <summary>Whose age a number may tell.</summary>
    public IReadOnlyList<string> Persons { get; set; } = [];
    public IReadOnlyList<string> Young { get; set; } = [];

    /// <summary>From one to seventeen.</summary>
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>
    /// The numbers as they stand in one word with a word of <see cref="Ages"/>: "zwölf" in "zwölfjährige", "двенадцати" in
    /// "двенадцатилетняя". Empty where there is no such word.
    /// </summary>
    public IReadOnlyList<string> AgeStems { get; set; } = [];

    /// <summary>After a number they make it an age, whoever is meant.</summary>
    public IReadOnlyList<string> Ages { get; set; } = [];

    /// <summary>After a number they make it an age where a person stands beside it.</summary>
    public IReadOnlyList<string> Years { get; set; } = [];

    /// <summary>Before a number they make it an age.</summary>
    public IReadOnlyList<string> Aged { get; set; } = [];

    /// <summary>Before a number that counts nothing they make it an age: "just turned 13".</summary>
    public IReadOnlyList<string> Turned { get; set; } = [];

    /// <summary>As <see cref="Turned"/>, and the number is above the age: "under 18".</summary>
    public IReadOnlyList<string> Below { get; set; } = [];

    /// <summary>Between a person and their age.</summary>
    public IReadOnlyList<string> Links { get; set; } = [];

    /// <summary>No context makes these harmless beside a minor.</summary>
    public IReadOnlyList<string> Sexual { get; set; } = [];

    /// <summary>Without clothes; harmless of a child in the art of <see cref="Art"/>.</summary>
    public IReadOnlyList<string> Bare { get; set; } = [];

    /// <summary>Names of the body; harmless in medicine and teaching.</summary>
    public IReadOnlyList<string> Clinical { get; set; } = [];

    /// <summary>Crimes; harmless where they are spoken against, treated, or told of as history.</summary>
    public IReadOnlyList<string> Abuse { get; set; } = [];

    /// <summary>As <see cref="Abuse"/>, with the minor in the word.</summary>
    public IReadOnlyList<string> Always { get; set; } = [];

    public IReadOnlyList<string> Medicine { get; set; } = [];
    public IReadOnlyList<string> Art { get; set; } = [];
    public IReadOnlyList<string> History { get; set; } = [];
    public IReadOnlyList<string> Awareness { get; set; } = [];

    /// <summary>Expressions that say none of what their words say.</summary>
    public IReadOnlyList<string> Harmless { get; set; } = [];

    /// <summary>After a word of <see cref="Sexual"/> or <see cref="Bare"/> they are what it speaks of: "naked flame".</summary>
    public IReadOnlyList<string> ThingsAfter { get; set; } = [];

    /// <summary>The same after a word of <see cref="Bare"/> alone: a "sexy doll" may still be a person.</summary>
    public IReadOnlyList<string> BareThingsAfter { get; set; } = [];

    /// <summary>Domains of the library (domains.json) whose words are such things as well: "topless bus".</summary>
    public IReadOnlyList<string> ThingDomains { get; set; } = [];

    /// <summary>A longer word is such a thing where it ends in one: "Betonwand".</summary>
    public bool Compounded { get; set; }

    /// <summary>The same before it, where adjectives follow: "arbre nu".</summary>
    public IReadOnlyList<string> ThingsBefore { get; set; } = [];

    /// <summary>After a word for a child they are no child: "baby elephant".</summary>
    public IReadOnlyList<string> BabyThings { get; set; } = [];

    /// <summary>Years old without being anybody.</summary>
    public IReadOnlyList<string> AgedThings { get; set; } = [];

    public IReadOnlyList<string> Denials { get; set; } = [];

    /// <summary>Between a denial and what it denies.</summary>
    public IReadOnlyList<string> Skips { get; set; } = [];

    /// <summary>Something else in other languages: they count only beside a word of this one. "Kind" is German.</summary>
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
