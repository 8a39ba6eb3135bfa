using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Library;

/// <summary>A kind of picture, the words that mean it and what its pictures are like.</summary>
internal sealed record DomainEntry
{
    public required string Id { get; init; }

    /// <summary>How many of a hundred pictures of this kind are photographs; null: nobody can know.</summary>
    public int? PhotoShare { get; init; }

    public IReadOnlyList<string>? Contexts { get; init; }

    /// <summary>Slots that make no sense for it.</summary>
    public IReadOnlyList<string>? Skips { get; init; }

    public IReadOnlyList<string>? Words { get; init; }
    public IReadOnlyList<string>? Compounds { get; init; }

    /// <summary>Words before a noun that make it one of this domain: an elven queen is fantasy, a queen is not.</summary>
    public IReadOnlyList<string>? Claims { get; init; }
}

internal sealed record ContextEntry(string Id, IReadOnlyList<string> Words);

/// <summary>Words of grammar that a reader needs: small words, verbs, heads of compounds.</summary>
/// <param name="About">What the list is for.</param>
internal sealed record WordListEntry(string Id, string About, IReadOnlyList<string> Words);

/// <summary>Expressions whose words do not mean together what each means alone: "rain boots" are no rain.</summary>
/// <param name="Means">The contexts that the whole expression does mean.</param>
internal sealed record CompoundEntry(IReadOnlyList<string> Means, IReadOnlyList<string> Words);

/// <summary>A color's word, and the nouns with which it is a name: a red fox is orange, white wine is yellow.</summary>
internal sealed record ColoredNameEntry(string Id, IReadOnlyList<string> Words);

/// <summary>Words that are often mistyped or are slang, and what they mean.</summary>
internal sealed record SpellingEntry(string Meant, IReadOnlyList<string> Words, bool Slang = false);

/// <summary>Painters of the past whose style somebody names, and the kind of picture that such a style is.</summary>
/// <param name="Looks">How such a picture is painted, and its colors.</param>
/// <param name="Light">The light of such pictures; null where they have none of their own.</param>
/// <param name="LightAvoids">Circumstances in which that light would be wrong.</param>
internal sealed record ArtistsEntry(
    string Id,
    string Kind,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Looks,
    string? Light = null,
    IReadOnlyList<string>? LightAvoids = null
);

/// <summary>An English word that the lexicon knows, and the plain words of other languages for it, by their codes.</summary>
/// <param name="In">A word that ends in * is a stem, with any ending.</param>
/// <param name="Adjective">Stands before the noun in English.</param>
internal sealed record GlossaryEntry(
    string Means,
    IReadOnlyDictionary<string, IReadOnlyList<string>> In,
    bool Adjective = false
);

/// <param name="Positive">What to say in any picture.</param>
/// <param name="In">What fits better in pictures of one domain.</param>
internal sealed record RewriteEntry(
    IReadOnlyList<string> Terms,
    string Positive,
    IReadOnlyDictionary<string, string>? In = null
);

/// <param name="Use">"ideas" or "pictures" where the name is for one of them alone; null for both.</param>
internal sealed record ColorEntry(string Name, string Hex, string? Use = null)
{
    public bool IsWritten => Use is not "pictures";

    public bool IsMeasured => Use is not "ideas";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LibraryEntry[]))]
[JsonSerializable(typeof(DomainEntry[]))]
[JsonSerializable(typeof(ContextEntry[]))]
[JsonSerializable(typeof(RewriteEntry[]))]
[JsonSerializable(typeof(ColorEntry[]))]
[JsonSerializable(typeof(WordListEntry[]))]
[JsonSerializable(typeof(CompoundEntry[]))]
[JsonSerializable(typeof(ColoredNameEntry[]))]
[JsonSerializable(typeof(ArtistsEntry[]))]
[JsonSerializable(typeof(SpellingEntry[]))]
[JsonSerializable(typeof(FamilyEntry[]))]
[JsonSerializable(typeof(KindEntry[]))]
[JsonSerializable(typeof(LanguageEntry[]))]
[JsonSerializable(typeof(GlossaryEntry[]))]
internal sealed partial class LibraryJson : JsonSerializerContext;
