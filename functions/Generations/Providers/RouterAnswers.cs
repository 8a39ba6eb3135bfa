using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>What an end of the router is on the generation's row and in its orchestration: closed words there, content only here.</summary>
internal static class RouterAnswers
{
    public static Routed Of(GenerationKind kind, RouteEnd.Answered answered, Wish wish, PaintingPlan? plan) =>
        answered.Answer switch
        {
            ProviderAnswer.Composed composed => Composed(kind, answered, composed, wish),
            ProviderAnswer.Refused refused => Refused(refused.Stage, refused.Categories, answered.Route),
            ProviderAnswer.Invalid invalid => Failed(invalid.ProblemCode, answered.Route),
            ProviderAnswer.Painted painted when plan is not null => Painted(answered.Route, painted, wish, plan),
            _ => throw new InvalidOperationException("A failed route has not answered."),
        };

    public static Routed Failed(string problemCode, ModelRoute? route) =>
        new(Answer(GenerationStatus.Failed, problemCode, route), new Composition());

    /// <returns>Null when all may pass.</returns>
    public static Routed? RefusalOf(IEnumerable<ContentVerdict> verdicts, string stage, ModelRoute? route = null) =>
        verdicts.FirstOrDefault(verdict => verdict.Decision == ContentDecision.Refuse) is { Category: { } category }
            ? Refused(stage, [category], route)
            : null;

    private static Routed Composed(
        GenerationKind kind,
        RouteEnd.Answered answered,
        ProviderAnswer.Composed composed,
        Wish wish
    )
    {
        var route = answered.Route;
        var made = new Composition
        {
            Prompt = Kept(composed.Prompt, wish),
            Variations = [.. composed.Variations.Select(variation => Kept(variation, wish))],
            Controls = wish.Remix is null ? null : wish.Controls,
        };
        var verdicts = made.Variations.Prepend(made.Prompt).Select(ContentRules.Check);
        var isDraft = answered.OthersFailed && route.Provider is EmbeddedProvider.ProviderName;
        var isFree =
            isDraft
            || composed.Unchanged
            || FreeRules.ReasonOf(kind, route.Provider, route.Model, made.Variations.Prepend(made.Prompt)) is not null;
        var succeeded = Succeeded(route) with { FreeReason = isDraft ? FreeRules.Draft : null };
        return RefusalOf(verdicts, ContentStages.Output, route)
            ?? new Routed(isFree ? succeeded with { PriceCredits = 0 } : succeeded, made);
    }

    /// <summary>The prompt was looked at before it was painted; what the provider made of it, only now.</summary>
    private static Routed Painted(ModelRoute route, ProviderAnswer.Painted painted, Wish wish, PaintingPlan plan)
    {
        var verdicts = painted.Images.Select(image => ContentRules.Check(image.RevisedPrompt ?? ""));
        return RefusalOf(verdicts, ContentStages.Output, route)
            ?? new Routed(
                Succeeded(route) with
                {
                    PriceCredits = PaintingRules.Charge(plan.PriceAt(route), plan.Count, painted.Clean.Count),
                },
                new Composition
                {
                    Prompt = plan.Prompt,
                    Controls = wish.Remix is null ? null : wish.Controls,
                    Pictures = painted.Clean,
                }
            );
    }

    private static StructuredPrompt Kept(StructuredPrompt prompt, Wish wish) => wish.Remix?.Apply(prompt) ?? prompt;

    public static Routed Refused(string stage, IReadOnlyList<string> categories, ModelRoute? route)
    {
        // Only words of ours: this goes into history and audit.
        var words = categories.DefaultIfEmpty(ContentCategories.Other).Select(word => ContentCategories.Of(word).Word);
        return new Routed(
            Answer(GenerationStatus.Refused, GenerationProblems.ContentRefused, route) with
            {
                SafetyDecision = "refused",
                SafetyStage = ContentStages.Of(stage),
                SafetyCategories = string.Join(',', words.Distinct(StringComparer.Ordinal)),
            },
            new Composition()
        );
    }

    private static GenerateAnswer Succeeded(ModelRoute route) =>
        Answer(GenerationStatus.Succeeded, null, route) with
        {
            PriceCredits = route.PriceCredits,
            SafetyDecision = "allowed",
            SafetyStage = ContentStages.Output,
        };

    private static GenerateAnswer Answer(GenerationStatus status, string? problemCode, ModelRoute? route) =>
        new()
        {
            Status = status,
            ProblemCode = problemCode,
            Provider = route?.Provider,
            Model = route?.Model,
        };
}
