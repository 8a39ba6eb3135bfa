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

/// <param name="Positive">What to say in any picture.</param>
/// <param name="In">What fits better in pictures of one domain.</param>
internal sealed record RewriteEntry(
    IReadOnlyList<string> Terms,
    string Positive,
    IReadOnlyDictionary<string, string>? In = null
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LibraryEntry[]))]
[JsonSerializable(typeof(DomainEntry[]))]
[JsonSerializable(typeof(ContextEntry[]))]
[JsonSerializable(typeof(RewriteEntry[]))]
[JsonSerializable(typeof(NamedColor[]))]
internal sealed partial class LibraryJson : JsonSerializerContext;
