using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Turns how the routes ended into a result: closed words in the answer, which also goes into the orchestration's history, and content only
/// in the other columns of the generation's row.
/// </summary>
internal static class RouterAnswers
{
    public static GenerationResult From(PromptRequest request, RouteResult.Answered answered) =>
        answered.Answer switch
        {
            ProviderResult.Composed composed => Composed(request, answered, composed),
            ProviderResult.Refused refused => Refused(refused.Stage, refused.Categories, answered.Route),
            ProviderResult.Invalid invalid => Failed(invalid.ProblemCode, answered.Route),
            ProviderResult.Painted painted when request.Plan is { } plan => Painted(
                request,
                plan,
                answered.Route,
                painted
            ),
            _ => throw new InvalidOperationException("A failed route has not answered."),
        };

    public static GenerationResult Failed(string problemCode, ModelRoute? route) =>
        new(Answer(GenerationStatus.Failed, problemCode, route));

    /// <returns>Null when everything may pass.</returns>
    public static GenerationResult? RefusalOf(
        IEnumerable<ContentVerdict> verdicts,
        string stage,
        ModelRoute? route = null
    ) =>
        verdicts.FirstOrDefault(verdict => verdict.Decision == ContentDecision.Refuse) is { Category: { } category }
            ? Refused(stage, [category], route)
            : null;

    private static GenerationResult Composed(
        PromptRequest request,
        RouteResult.Answered answered,
        ProviderResult.Composed composed
    )
    {
        var route = answered.Route;
        List<StructuredPrompt> prompts = [.. composed.Variations.Prepend(composed.Prompt).Select(request.Keep)];
        var (credits, freeReason) = Pricing.OfPrompts(request.Kind, answered, composed, prompts);
        return RefusalOf(prompts.Select(ContentRules.Check), ContentStages.Output, route)
            ?? new GenerationResult(Succeeded(route) with { PriceCredits = credits, FreeReason = freeReason })
            {
                Prompt = prompts[0],
                Variations = prompts[1..],
                Controls = request.TakenOn,
            };
    }

    /// <summary>
    /// The result of painting. The prompt was checked before it was painted; the provider's own version of it is checked here.
    /// </summary>
    private static GenerationResult Painted(
        PromptRequest request,
        PaintingPlan plan,
        ModelRoute route,
        ProviderResult.Painted painted
    )
    {
        var verdicts = painted.Images.Select(image => ContentRules.Check(image.RevisedPrompt ?? ""));
        return RefusalOf(verdicts, ContentStages.Output, route)
            ?? new GenerationResult(
                Succeeded(route) with
                {
                    PriceCredits = Pricing.OfPictures(plan.PriceAt(route), plan.Count, painted.Clean.Count),
                }
            )
            {
                Prompt = plan.Prompt,
                Controls = request.TakenOn,
                Pictures = painted.Clean,
            };
    }

    public static GenerationResult Refused(string stage, IReadOnlyList<string> categories, ModelRoute? route)
    {
        // Only this app's own words, because they go into history and audit rows.
        var words = categories.DefaultIfEmpty(ContentCategories.Other).Select(word => ContentCategories.Of(word).Word);
        return new GenerationResult(
            Answer(GenerationStatus.Refused, GenerationProblems.ContentRefused, route) with
            {
                SafetyDecision = "refused",
                SafetyStage = ContentStages.Of(stage),
                SafetyCategories = string.Join(',', words.Distinct(StringComparer.Ordinal)),
            }
        );
    }

    private static GenerateAnswer Succeeded(ModelRoute route) =>
        Answer(GenerationStatus.Succeeded, null, route) with
        {
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
