using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

/// <summary>Who put a word into the prompt. Only <see cref="User"/> is locked.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SlotSource>))]
public enum SlotSource
{
    User,
    Library,
    Metadata,
    Detected,
    Model,
}

/// <summary>One descriptive value and where it came from.</summary>
public sealed record Slot
{
    public required string Value { get; init; }

    public required SlotSource Source { get; init; }

    /// <summary>0 to 1; 1 is what a person or a file's metadata said, and what an absent value means.</summary>
    public double Confidence
    {
        get;
        init => field = value == 0 ? 1 : value;
    } = 1;

    /// <summary>The library entry the value stands for, also when the user wrote it.</summary>
    public string? EntryId { get; init; }

    /// <summary>The words already stand in a subject's phrase; a renderer of prose must not say them twice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Inline { get; init; }

    public static Slot User(string value, string? entryId = null, bool inline = false) =>
        new()
        {
            Value = value,
            Source = SlotSource.User,
            EntryId = entryId,
            Inline = inline,
        };

    public static Slot Of(string value, SlotSource source, double confidence) =>
        new()
        {
            Value = value,
            Source = source,
            Confidence = confidence,
        };
}
