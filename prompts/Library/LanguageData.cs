namespace AiPromptGen.Prompts.Library;

/// <summary>What a language is told by, and how it says that something is to be absent, in what shape, and what is written.</summary>
internal sealed record LanguageEntry
{
    /// <summary>ISO 639-1.</summary>
    public required string Id { get; init; }

    /// <summary>Small words of its sentences.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Letters that other languages of its script have not, or seldom.</summary>
    public string? Letters { get; init; }

    /// <summary>An adjective stands behind its noun: "un gato negro".</summary>
    public bool AdjectivesBehind { get; init; }

    /// <summary>A noun behind another one belongs to it without a small word between: "берег озера".</summary>
    public bool Genitives { get; init; }

    /// <summary>Every noun begins with a capital, so that a capital tells no name.</summary>
    public bool NounsCapital { get; init; }

    /// <summary>What stands before the absent thing: "without", "pas de".</summary>
    public IReadOnlyList<string>? Before { get; init; }

    /// <summary>The same, but only at the beginning of a part: inside a sentence they deny something else.</summary>
    public IReadOnlyList<string>? Starts { get; init; }

    /// <summary>What stands behind the absent thing: "なし", "없이".</summary>
    public IReadOnlyList<string>? After { get; init; }

    /// <summary>Small words between such a word and the thing.</summary>
    public IReadOnlyList<string>? Skip { get; init; }

    /// <summary>Words at which the absent thing ends.</summary>
    public IReadOnlyList<string>? Stops { get; init; }

    /// <summary>Words between two absent things.</summary>
    public IReadOnlyList<string>? Joins { get; init; }

    /// <summary>Fixed expressions in which nothing is absent: "no man's land", "无人机" (a drone).</summary>
    public IReadOnlyList<string>? Idioms { get; init; }

    /// <summary>Endings of a word that are no part of the thing's name.</summary>
    public IReadOnlyList<string>? Strip { get; init; }

    /// <summary>Beginnings of a word that are no part of the thing's name: "d'", "l'".</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>Particles behind a word that belongs to what follows: "の" of "雪の中の狐".</summary>
    public IReadOnlyList<string>? Turns { get; init; }

    /// <summary>Particles of a script without spaces that say nothing by themselves: "的", "を".</summary>
    public IReadOnlyList<string>? Silent { get; init; }

    /// <summary>Particles or endings behind what the sentence is about, where the verb stands at the end: "が", "는".</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>Particles behind what is told of the next noun: "的".</summary>
    public IReadOnlyList<string>? Clauses { get; init; }

    /// <summary>What may stand between the parts of a noun of several, written in one word: "Frühling-s-regen".</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>Words around an aspect ratio.</summary>
    public IReadOnlyList<string>? Ratio { get; init; }

    /// <summary>Things that people want absent, with their English names, by which a positive wording is found.</summary>
    public IReadOnlyDictionary<string, string>? Terms { get; init; }
}
