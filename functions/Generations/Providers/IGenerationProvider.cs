using System.Collections.Concurrent;
using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Fills a structured prompt from an idea or a picture. Its request says nothing about the account, except for the hash that the owner may
/// want a service to have, so nothing else about the account can leave.
/// </summary>
internal interface IGenerationProvider
{
    string Name { get; }

    bool Serves(GenerationKind kind);

    /// <returns>Every expected end, as a closed class. Exceptions are faults and count as <see cref="ProviderResult.Unknown"/>.</returns>
    Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken);
}

/// <summary>Answers to parts of a request, by the part. Only the provider that made them writes and reads them.</summary>
internal sealed class PartialAnswers : ConcurrentDictionary<string, object>;

/// <summary>The clean picture, the metadata that was read from its file, and its measures, which are made once for all routes.</summary>
/// <param name="Format">The subtype of its media type: "jpeg" or "png".</param>
internal sealed record Picture(ReadOnlyMemory<byte> Bytes, string Format, PictureMetadata Metadata)
{
    public PictureFacts Facts => field ??= PictureMeter.Measure(Bytes);
}

/// <summary>One finished prompt in the image model's own language, and the choices that are sent as settings instead of words.</summary>
/// <param name="Target">The target in whose language the prompt is. It also says which family of models is asked.</param>
/// <param name="Quality">low, medium or high; null is the usual one.</param>
/// <param name="Count">The number of pictures, from 1.</param>
internal sealed record Painting(PromptTarget Target, string Prompt, AspectRatio? Ratio, string? Quality, int Count)
{
    public PictureSize Size => PictureSize.From(Target, Ratio);
}

/// <summary>One picture as a provider sent it: it is not trusted and not cleaned yet.</summary>
internal sealed record PaintedPicture(ReadOnlyMemory<byte> Bytes, string? RevisedPrompt);

internal abstract record ProviderResult
{
    private ProviderResult() { }

    /// <summary>True when nothing of the request left this machine, because no service was asked or no connection was made.</summary>
    public bool Unsent { get; init; }

    public sealed record Composed(StructuredPrompt Prompt) : ProviderResult
    {
        /// <summary>The further prompts, all different, when several were asked for.</summary>
        public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

        /// <summary>
        /// True when every prompt is what the person's words already were, because no model was asked or because it added nothing. Then the
        /// result is free.
        /// </summary>
        public bool Unchanged { get; init; }
    }

    /// <summary>The provider's own content filter refused; asking it again would not help.</summary>
    public sealed record Refused(string Stage, IReadOnlyList<string> Categories) : ProviderResult;

    /// <summary>The person's input cannot be used, whichever route is asked.</summary>
    public sealed record Invalid(string ProblemCode) : ProviderResult;

    /// <summary>Pictures, at least one.</summary>
    public sealed record Painted(IReadOnlyList<PaintedPicture> Images) : ProviderResult
    {
        /// <summary>
        /// The pictures that could be read, cleaned for storage. A provider leaves this empty; <see cref="RouteCaller"/> fills it.
        /// </summary>
        public IReadOnlyList<ResultPicture> Clean { get; init; } = [];
    }

    /// <summary>Nothing was done; this route may answer if asked again, not before <paramref name="RetryAfter"/>.</summary>
    public sealed record Transient(TimeSpan? RetryAfter = null) : ProviderResult;

    /// <summary>
    /// The route can serve nobody until its owner fixes something: a key, a deployment, a quota, an address. The next route may answer.
    /// </summary>
    /// <param name="Paid">True when the service did its work all the same and may bill it.</param>
    public sealed record Misconfigured(bool Paid = false) : ProviderResult
    {
        /// <summary>
        /// True when the answer does not say whether it is about the route or about what one person wrote. It counts against the route only
        /// once a second person gets it too.
        /// </summary>
        public bool Unexplained { get; init; }
    }

    /// <summary>
    /// The service answered, but with nothing that this one request can use; asked again it would say the same, or cost as much again. It
    /// does not count as a failure of the route: the next route may answer, and one person's request must not close the route to everybody.
    /// </summary>
    /// <param name="Paid">True when the service did its work before that and may bill it.</param>
    public sealed record NotThisRequest(bool Paid = false) : ProviderResult;

    /// <summary>The service was asked, and it is not known what it did: a time-out, a cut connection, an answer that cannot be read.</summary>
    public sealed record Unknown : ProviderResult;
}
