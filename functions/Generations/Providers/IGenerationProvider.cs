using System.Collections.Concurrent;
using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Fills a structured prompt from an idea or a picture. It is told nothing about the account, but the hash that its owner may
/// want a service to have: what is not in <see cref="PromptRequest"/> cannot leave.
/// </summary>
internal interface IGenerationProvider
{
    string Name { get; }

    bool Serves(GenerationKind kind);

    /// <returns>Every expected end, as a closed class. Exceptions are faults and count as <see cref="ProviderResult.Unknown"/>.</returns>
    Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken);
}

/// <summary>Parts of an answer by what they answer; the provider's own to fill and to read.</summary>
internal sealed class PartialAnswers : ConcurrentDictionary<string, object>;

/// <summary>The clean picture, what was read from the file it came in, and what is measured on it: once, for every route.</summary>
/// <param name="Format">The subtype of its media type: "jpeg" or "png".</param>
internal sealed record Picture(ReadOnlyMemory<byte> Bytes, string Format, PictureMetadata Metadata)
{
    public PictureFacts Facts => field ??= PictureMeter.Measure(Bytes);
}

/// <summary>One finished prompt in the image model's own language, and the choices that are no words.</summary>
/// <param name="Target">Which language it is in; it tells the model family too.</param>
/// <param name="Quality">low, medium or high; null is the usual one.</param>
/// <param name="Count">Pictures, from 1.</param>
internal sealed record Painting(PromptTarget Target, string Prompt, AspectRatio? Ratio, string? Quality, int Count)
{
    public PictureSize Size => PictureSize.From(Target, Ratio);
}

/// <summary>One picture as a provider made it: not trusted, not cleaned yet.</summary>
internal sealed record PaintedPicture(ReadOnlyMemory<byte> Bytes, string? RevisedPrompt);

internal abstract record ProviderResult
{
    private ProviderResult() { }

    /// <summary>Nothing of the request left this machine: nobody was asked, or no connection was made.</summary>
    public bool Unsent { get; init; }

    public sealed record Composed(StructuredPrompt Prompt) : ProviderResult
    {
        /// <summary>Further prompts, all different, where several were asked for.</summary>
        public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

        /// <summary>Nothing was added to what the person's words were before a model was asked, or none was asked: it is free.</summary>
        public bool Unchanged { get; init; }
    }

    /// <summary>The provider's own content filter said no; asking again would not help.</summary>
    public sealed record Refused(string Stage, IReadOnlyList<string> Categories) : ProviderResult;

    /// <summary>The user's input cannot be used, whoever is asked.</summary>
    public sealed record Invalid(string ProblemCode) : ProviderResult;

    /// <summary>Pictures, at least one.</summary>
    public sealed record Painted(IReadOnlyList<PaintedPicture> Images) : ProviderResult
    {
        /// <summary>Those that could be read, as they are stored. Not the provider's to fill.</summary>
        public IReadOnlyList<ResultPicture> Clean { get; init; } = [];
    }

    /// <summary>Nothing was done; this route may answer if asked again, not before <paramref name="RetryAfter"/>.</summary>
    public sealed record Transient(TimeSpan? RetryAfter = null) : ProviderResult;

    /// <summary>
    /// The route can serve nobody until its owner mends something: a key, a deployment, a quota, an address. The next one may
    /// answer.
    /// </summary>
    /// <param name="Paid">It did its work all the same, and may bill it.</param>
    public sealed record Misconfigured(bool Paid = false) : ProviderResult
    {
        /// <summary>It may as well be about what one person wrote: it counts against the route once another person gets it, too.</summary>
        public bool Unexplained { get; init; }
    }

    /// <summary>
    /// The service did answer, with nothing that this one request can use; asked again it would say the same, or cost as much
    /// again. It is not out: the next route may answer, and what one person asks must not close this one to all others.
    /// </summary>
    /// <param name="Paid">It did its work before that, and may bill it.</param>
    public sealed record NotThisRequest(bool Paid = false) : ProviderResult;

    /// <summary>It was asked, and nobody knows what it did: a time-out, a cut connection, an answer that cannot be read.</summary>
    public sealed record Unknown : ProviderResult;
}
