using AiPromptGen.Credits;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>A generation as JSON for its owner; renderings are made here, from the stored prompt.</summary>
internal sealed class GenerationViews(AccountLedger ledger)
{
    public async Task<GenerationView> OfAsync(Generation generation, CancellationToken cancellationToken)
    {
        var account = await ledger.ReadAsync(generation.Account, cancellationToken);
        return Of(generation, account?.Credits.Balance.Value);
    }

    /// <param name="brief">Without the variations: a page of them would be too long to wait for.</param>
    public static GenerationView Of(Generation generation, long? balance, bool brief = false) =>
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
            Safety = generation.Answer is { SafetyDecision: { } decision, SafetyStage: { } stage }
                ? new SafetyView(decision, stage, generation.Answer.SafetyCategories?.Split(',') ?? [])
                : null,
            Result = generation.Status == GenerationStatus.Succeeded ? ResultOf(generation, brief) : null,
            Problem = generation is { IsFinal: true, Status: not GenerationStatus.Succeeded, ProblemCode: { } code }
                ? GenerationProblems.Explain(code, generation.Answer)
                : null,
            CreatedAt = generation.AcceptedAt,
            CompletedAt = generation.CompletedAt,
        };

    private static ResultView? ResultOf(Generation generation, bool brief)
    {
        if (generation.Prompt is not { } prompt)
        {
            return null;
        }

        var targets = GenerationRequestRules.TargetsOf(generation.Request).ToList();
        return new ResultView(prompt, Render(prompt, targets))
        {
            Variations =
                brief || generation.Variations.Count == 0
                    ? null
                    : [.. generation.Variations.Select(p => new VariationView(p, Render(p, targets)))],
        };
    }

    private static Dictionary<string, Rendering> Render(StructuredPrompt prompt, List<PromptTarget> targets) =>
        targets.ToDictionary(t => t.Id, t => PromptRenderer.Render(prompt, t), StringComparer.Ordinal);
}
