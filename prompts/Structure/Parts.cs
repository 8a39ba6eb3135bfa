using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

[JsonConverter(typeof(CamelCaseEnumConverter<ContentClass>))]
public enum ContentClass
{
    Photo,
    Art,
}

[JsonConverter(typeof(CamelCaseEnumConverter<DetailLevel>))]
public enum DetailLevel
{
    Light,
    Full,
    Off,
}

/// <summary>What the user typed.</summary>
public sealed record IdeaText
{
    public required string Original { get; init; }

    /// <summary>BCP 47 primary language, or "und" when it cannot be told.</summary>
    public string Language { get; init; } = "und";

    /// <summary>An English form, only where a provider translated it.</summary>
    public string? English { get; init; }

    /// <summary>True when the text was not taken apart (another language, or not a sentence) and stands whole in the subject.</summary>
    public bool KeptWhole { get; init; }

    /// <summary>"Please make a picture of": words to the tool, not about the picture. Renderings leave them out and say so.</summary>
    public string? Request { get; init; }
}

public sealed record PaletteColor
{
    /// <summary>"#RRGGBB", upper case; null when only a name is known.</summary>
    public string? Hex { get; init; }

    public required Slot Name { get; init; }

    /// <summary>The thing that has the color, where one is meant.</summary>
    public string? Target { get; init; }

    /// <summary>0 to 1 of the picture's area.</summary>
    public double? Share { get; init; }
}

/// <summary>Writing that must appear in the picture, letter by letter.</summary>
public sealed record TextElement
{
    public required Slot Literal { get; init; }
    public Slot? Typeface { get; init; }
    public Slot? Placement { get; init; }
    public Box? Box { get; init; }
}

/// <summary>The grammar a finished prompt is written in.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PromptGrammar>))]
public enum PromptGrammar
{
    A1111,
    InvokeAI,
    Midjourney,
    Ideogram,

    /// <summary>Sentences, as FLUX and gpt-image read them.</summary>
    Prose,

    /// <summary>Words with no sign of any tool.</summary>
    Plain,
}

/// <summary>A finished prompt, character by character.</summary>
public sealed record VerbatimPrompt
{
    public required PromptGrammar Grammar { get; init; }
    public required string Prompt { get; init; }
    public string Negative
    {
        get;
        init => field = value ?? "";
    } = "";
    public required SlotSource Source { get; init; }

    /// <summary>The slots that stand beside the text because somebody asked for more, by their paths. All others only describe it. Null: none.</summary>
    public IReadOnlyList<string>? Added { get; init; }

    /// <summary>
    /// A checksum of the slots that describe the text. When one of them was changed since, the slots are what is wanted, and
    /// the text is no longer given. Null: the text is always given.
    /// </summary>
    public string? Slots { get; init; }
}

/// <summary>Something that must not appear, and how to say it without a negation.</summary>
public sealed record Negative
{
    public required Slot Term { get; init; }

    /// <summary>What to write where a target takes no negatives; null when nobody knows.</summary>
    public string? Positive { get; init; }
}

/// <summary>Width to height as small whole numbers.</summary>
public sealed record AspectRatio(int Width, int Height)
{
    /// <summary>User is the enum's default, so an absent value reads as the user's choice.</summary>
    public SlotSource Source { get; init; }

    public string? EntryId { get; init; }

    public override string ToString() => string.Create(null, $"{Width}:{Height}");
}

/// <summary>A setting of one image tool (stylize, steps, sampler …) that other targets ignore.</summary>
public sealed record ToolParameter(string Name, string Value);
