using AiPromptGen.Prompts;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Fills a structured prompt from an idea or a picture. It is told nothing about the account: what is not in
/// <see cref="ProviderRequest"/> cannot leave.
/// </summary>
internal interface IGenerationProvider
{
    string Name { get; }

    bool Serves(GenerationKind kind);

    /// <returns>Every expected end, as a closed class. Exceptions are faults and count as <see cref="ProviderAnswer.Unavailable"/>.</returns>
    Task<ProviderAnswer> GenerateAsync(ProviderRequest request, CancellationToken cancellationToken);
}

internal sealed record ProviderRequest
{
    public required GenerationKind Kind { get; init; }

    /// <summary>The route's model or deployment.</summary>
    public required string Model { get; init; }

    /// <summary>The first of <see cref="Texts"/>.</summary>
    public string Idea => Texts[0];

    /// <summary>What the prompts are to be about; several when the idea was a template.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    public required IdeaControls Controls { get; init; }
    public Picture? Picture { get; init; }

    /// <summary>For an engine that can choose its additions to suit what is kept; the router puts that in anyway.</summary>
    public PromptRemix? Remix { get; init; }

    /// <summary>Where the numbers of variations start.</summary>
    public int FirstFilling { get; init; }
}

/// <summary>The clean picture and what was read from the file it came in.</summary>
internal sealed record Picture(ReadOnlyMemory<byte> Bytes, Upload Upload);

internal abstract record ProviderAnswer
{
    private ProviderAnswer() { }

    public sealed record Composed(StructuredPrompt Prompt) : ProviderAnswer
    {
        /// <summary>Further prompts, all different, where several were asked for.</summary>
        public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];
    }

    /// <summary>The provider's own content filter said no; asking again would not help.</summary>
    public sealed record Refused(string Stage, IReadOnlyList<string> Categories) : ProviderAnswer;

    /// <summary>The user's input cannot be used, whoever is asked.</summary>
    public sealed record Invalid(string ProblemCode) : ProviderAnswer;

    /// <summary>This route cannot answer now; the next one may.</summary>
    public sealed record Unavailable : ProviderAnswer;
}
