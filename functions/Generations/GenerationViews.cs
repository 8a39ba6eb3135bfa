using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>A generation as JSON for its owner. Renderings and links are not stored; they are made here.</summary>
internal sealed class GenerationViews(AccountLedger ledger, ResultLinks links)
{
    public async Task<GenerationView> OfAsync(Generation generation, CancellationToken cancellationToken)
    {
        var account = await ledger.ReadAsync(generation.Account, cancellationToken);
        return await OfAsync(generation, account?.Credits.Balance.Value, brief: false, cancellationToken);
    }

    /// <param name="brief">True leaves the variations out: rendering those of a whole page would take too long.</param>
    public async Task<GenerationView> OfAsync(
        Generation generation,
        long? balance,
        bool brief,
        CancellationToken cancellationToken
    )
    {
        var view = OnItsWay(generation, balance);
        return generation.Status == GenerationStatus.Succeeded
            ? view with
            {
                Result = ResultOf(generation, brief, await links.OfAsync(generation, cancellationToken)),
            }
            : view;
    }

    /// <summary>A generation as one line of a history. A page of whole results would have two hundred kilobytes.</summary>
    public async Task<GenerationView> SummaryAsync(
        Generation generation,
        long? balance,
        CancellationToken cancellationToken
    ) =>
        OnItsWay(generation, balance) with
        {
            Idea = null,
            Summary = SummaryRules.Of(generation) with
            {
                Images =
                    generation.Status == GenerationStatus.Succeeded
                        ? await links.OfAsync(generation, cancellationToken)
                        : null,
            },
        };

    /// <summary>The view without a result, for a generation that is still queued or running.</summary>
    public static GenerationView OnItsWay(Generation generation, long? balance) =>
        new()
        {
            Id = generation.Id,
            Kind = generation.Request.Kind,
            Status = generation.Status,
            Credits = new CreditsView(
                generation.IsFinal ? 0 : generation.ReservedCredits,
                generation.ChargedCredits,
                balance
            ),
            Idea = generation.Request.Idea,
            ParentId = generation.Request.ParentId,
            Route = generation.Answer is { Provider: { } provider, Model: { } model }
                ? new RouteView(provider, model)
                : null,
            SentTo = RouteNames.Views(SentToOf(generation)) is { Count: > 0 } sent ? sent : null,
            Safety = generation.Answer is { SafetyDecision: { } decision, SafetyStage: { } stage }
                ? new SafetyView(decision, stage, generation.Answer.SafetyCategories?.Split(',') ?? [])
                : null,
            Problem = generation is { IsFinal: true, Status: not GenerationStatus.Succeeded, ProblemCode: { } code }
                ? GenerationProblems.Explain(code, generation.Answer)
                : null,
            CreatedAt = generation.AcceptedAt,
            CompletedAt = generation.CompletedAt,
        };

    /// <summary>The routes that the answer names. A generation that ended without an answer names those that were about to be asked.</summary>
    private static string? SentToOf(Generation generation) =>
        generation.Answer is { } answer ? answer.SentTo
        : generation.IsFinal ? generation.Asked
        : null;

    private static ResultView? ResultOf(Generation generation, bool brief, IReadOnlyList<ImageView>? images)
    {
        if (generation.Prompt is not { } prompt)
        {
            return null;
        }

        var targets = GenerationRequestRules.TargetsOf(generation.Request).ToList();
        return new ResultView(prompt, PromptRenderer.RenderAll(prompt, targets))
        {
            Images = images,
            Free = FreeOf(generation, prompt),
            Variations =
                brief || generation.Variations.Count == 0
                    ? null
                    :
                    [
                        .. generation.Variations.Select(p => new VariationView(
                            p,
                            PromptRenderer.RenderAll(p, targets)
                        )),
                    ],
        };
    }

    /// <summary>Why the result was free; null when it was charged. Results from before there was a rule for free ones were charged.</summary>
    private static FreeView? FreeOf(Generation generation, StructuredPrompt prompt)
    {
        var (kind, answer) = (generation.Request.Kind, generation.Answer);
        var prompts = generation.Variations.Prepend(prompt).ToList();
        var reason =
            answer?.FreeReason
            ?? FreeRules.ReasonOf(kind, answer?.Provider, answer?.Model, prompts)
            ?? (
                kind is not GenerationKind.TextToImage
                && answer?.Provider is not (null or EmbeddedProvider.ProviderName)
                && FreeRules.IsUnchanged(prompts)
                    ? FreeRules.Unchanged
                    : null
            );
        return reason is null || generation.ChargedCredits > 0
            ? null
            : new FreeView(reason, FreeRules.MessageOf(reason));
    }
}

/// <summary>What one line of a history says of a generation.</summary>
internal static class SummaryRules
{
    /// <summary>UTF-16 units.</summary>
    private const int LongestTitle = 120;

    private const int MaxColors = 6;

    /// <summary>Everything but the pictures, whose links <see cref="GenerationViews"/> adds.</summary>
    public static GenerationSummary Of(Generation generation)
    {
        var prompt = generation.Prompt;
        var colors = (prompt?.Palette ?? []).Select(color => color.Hex).OfType<string>().Take(MaxColors).ToList();
        return new GenerationSummary
        {
            Title = TitleOf(generation),
            Targets = GenerationRequestRules.TargetsOf(generation.Request).Count(),
            AspectRatio = prompt?.AspectRatio?.ToString(),
            Colors = colors.Count > 0 ? colors : null,
        };
    }

    /// <summary>The beginning of the idea. For a picture without words of a person: what it was understood to show.</summary>
    private static string TitleOf(Generation generation)
    {
        var prompt = generation.Prompt;
        var subject = prompt?.Subjects is [var first, ..] ? first.Phrase?.Value : null;
        string?[] candidates = [generation.Request.Idea, prompt?.Title, subject, prompt?.Summary];
        var text = candidates.Select(c => PlainText.Clean(c ?? "")).FirstOrDefault(c => c.Length > 0) ?? "";
        if (text.Length <= LongestTitle)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
    }
}

/// <summary>A generation as its owner sees it.</summary>
internal sealed record GenerationView
{
    public required string Id { get; init; }
    public required GenerationKind Kind { get; init; }
    public required GenerationStatus Status { get; init; }
    public required CreditsView Credits { get; init; }
    public string? Idea { get; init; }
    public string? ParentId { get; init; }
    public RouteView? Route { get; init; }

    /// <summary>Every provider that was sent the request, whether or not it answered; absent where nothing left the program.</summary>
    public IReadOnlyList<RouteView>? SentTo { get; init; }
    public SafetyView? Safety { get; init; }
    public ResultView? Result { get; init; }
    public ProblemView? Problem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In a list that was asked for with <c>view=summary</c>, in place of the result and the idea.</summary>
    public GenerationSummary? Summary { get; init; }
}

/// <summary>Enough to show one line of a history.</summary>
internal sealed record GenerationSummary
{
    /// <summary>The beginning of the idea or of the prompt; at most 120 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The number of targets that the request named.</summary>
    public required int Targets { get; init; }

    /// <summary>"16:9"; absent where the prompt has none.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The colors of the prompt's palette, as "#RRGGBB".</summary>
    public IReadOnlyList<string>? Colors { get; init; }

    public IReadOnlyList<ImageView>? Images { get; init; }
}

/// <summary>Credits; balance is the account's posted balance at the time of the answer.</summary>
internal sealed record CreditsView(long Reserved, long Charged, long? Balance);

internal sealed record RouteView(string Provider, string Model);

internal sealed record SafetyView(string Decision, string Stage, IReadOnlyList<string> Categories);

internal sealed record ResultView(StructuredPrompt Prompt, IReadOnlyDictionary<string, Rendering> Renderings)
{
    /// <summary>The further prompts; not in lists.</summary>
    public IReadOnlyList<VariationView>? Variations { get; init; }

    /// <summary>The pictures of a text-to-image generation, at least one; absent for other kinds.</summary>
    public IReadOnlyList<ImageView>? Images { get; init; }

    /// <summary>Why the result cost nothing; absent when it had a price.</summary>
    public FreeView? Free { get; init; }
}

/// <param name="Reason">One of the words of <see cref="FreeRules"/>.</param>
internal sealed record FreeView(string Reason, string Message);

/// <summary>A painted picture: a link that works until <see cref="ExpiresAt"/>, or none when the picture itself has expired.</summary>
internal sealed record ImageView
{
    public Uri? Url { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A small copy for lists; it works as long as <see cref="Url"/> does.</summary>
    public Uri? ThumbnailUrl { get; init; }

    /// <summary>In pixels; absent for pictures that were stored before their sizes were stored too.</summary>
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>The term of IPTC's list that is in the picture's own XMP; absent for pictures that carry none.</summary>
    public Uri? DigitalSourceType { get; init; }

    /// <summary>What the provider says it painted.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>True or absent.</summary>
    public bool? Expired { get; init; }
}

internal sealed record VariationView(StructuredPrompt Prompt, IReadOnlyDictionary<string, Rendering> Renderings);

internal sealed record ProblemView(string Code, string Title, string Detail);
