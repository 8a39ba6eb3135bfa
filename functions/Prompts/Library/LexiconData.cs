using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts;

/// <summary>A kind of picture, the words that mean it and what its pictures are like.</summary>
internal sealed record DomainEntry
{
    public required string Id { get; init; }

    /// <summary>How many of a hundred pictures of this kind are photographs.</summary>
    public int PhotoShare { get; init; }

    public IReadOnlyList<string>? Contexts { get; init; }

    /// <summary>Slots that make no sense for it.</summary>
    public IReadOnlyList<string>? Skips { get; init; }

    public IReadOnlyList<string>? Words { get; init; }
    public IReadOnlyList<string>? Compounds { get; init; }
}

internal sealed record ContextEntry(string Id, IReadOnlyList<string> Words);

internal sealed record RewriteEntry(IReadOnlyList<string> Terms, string Positive);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LibraryEntry[]))]
[JsonSerializable(typeof(DomainEntry[]))]
[JsonSerializable(typeof(ContextEntry[]))]
[JsonSerializable(typeof(RewriteEntry[]))]
[JsonSerializable(typeof(NamedColor[]))]
internal sealed partial class LibraryJson : JsonSerializerContext;
