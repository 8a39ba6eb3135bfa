using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// No route could be reached; the orchestration tries again later, because nobody can have done or billed anything. Carries no
/// detail: it goes into history.
/// </summary>
public sealed class TransientException() : Exception("No model route could be reached.");

/// <summary>
/// From a generation to an answer: what was sent is checked, then the prompt that the picture itself carries or the routes in
/// order, then what came out is checked. A refusal is final, whoever refuses.
/// </summary>
internal sealed class ModelRouter(
    ModelRoutes routes,
    GenerationStore generations,
    GenerationPictures pictures,
    ResultPictures painted,
    SafetyIdentifiers identifiers,
    GenerationModeration moderation
)
{
    /// <param name="until">The generation's own deadline.</param>
    /// <exception cref="TransientException"/>
    public async Task<GenerationResult> AnswerAsync(
        Generation generation,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var request = generation.Request;
        var parent = request.ParentId is { } parentId
            ? await generations.FindAsync(generation.Account, parentId, cancellationToken)
            : null;
        if (request.ParentId is not null && parent?.Prompt is null)
        {
            return RouterAnswers.Failed(GenerationProblems.ParentGone, route: null);
        }

        var asked = PromptRequest.From(generation, parent);
        if (RouterAnswers.RefusalOf(asked.ToCheck().Select(ContentRules.Check), ContentStages.Input) is { } refused)
        {
            return refused;
        }

        var (picture, missing) = await pictures.FindAsync(generation, cancellationToken);
        if (missing is not null)
        {
            return RouterAnswers.Failed(missing, route: null);
        }

        var recovered = picture?.Metadata.Prompt;
        if (RouterAnswers.RefusalOf([ContentRules.Check(recovered?.Prompt ?? "")], ContentStages.Image) is { } hidden)
        {
            return hidden;
        }

        asked = asked with { SafetyIdentifier = identifiers.Of(generation.Account), Picture = picture };
        asked = asked with { Plan = PlanOf(request, asked) };
        if (
            asked.Plan is { Prompt: { } prompt }
            && RouterAnswers.RefusalOf([ContentRules.Check(prompt)], ContentStages.Input) is { } composed
        )
        {
            return composed;
        }

        var candidates = recovered is null ? routes.For(request) : routes.Recovered;
        return await AskAsync(generation, asked, candidates, until, cancellationToken);
    }

    /// <summary>The classifier before and after the routes, and each is told who was sent what.</summary>
    private async Task<GenerationResult> AskAsync(
        Generation generation,
        PromptRequest asked,
        IReadOnlyList<RouteCaller> candidates,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var fence = new CallFence(generations, generation, isPainting: asked.Plan is not null);
        if (fence.MayHaveBeenPainted(candidates))
        {
            // Not stored: the attempt that painted may live, and then what it has is delivered.
            return Anothers(
                GenerateAnswer.From(GenerationStatus.Failed, GenerationProblems.Unavailable) with
                {
                    SentTo = generation.Asked,
                }
            );
        }

        var judged = moderation.Of(generation);
        try
        {
            foreach (var classifier in judged.SentTo)
            {
                await fence.AskAsync(classifier, cancellationToken);
            }

            if (await judged.CheckAsync(asked, cancellationToken) is { } stopped)
            {
                return stopped.SentTo(judged.SentTo) with { Row = fence.Generation };
            }

            var ask = new RouteAsk(asked, generation.Id, until)
            {
                Account = generation.Account,
                SentTo = [.. judged.SentTo],
                Before = fence.AskAsync,
            };
            var result = await AskAsync(candidates, ask, judged, fence, cancellationToken);
            return result with { Row = fence.Generation };
        }
        catch (OvertakenException overtaken)
        {
            return Anothers(overtaken.Standing);
        }
    }

    private async Task<GenerationResult> AskAsync(
        IReadOnlyList<RouteCaller> candidates,
        RouteAsk ask,
        JudgedGeneration judged,
        CallFence fence,
        CancellationToken cancellationToken
    )
    {
        var end = await RouteFailover.AskAsync(
            candidates,
            ask,
            token => generations.StandingAsync(fence.Generation, token),
            cancellationToken
        );
        switch (end)
        {
            case RouteResult.Answered answered:
                if (answered.Answer is ProviderResult.Composed { Unsent: true })
                {
                    // Who was going to be asked, and then was not, has got nothing.
                    await fence.TakeBackAsync(ask.SentTo, cancellationToken);
                }

                var result = RouterAnswers.From(ask.Request, answered);
                return (await judged.PassedAsync(result, answered.Route, cancellationToken)).SentTo(ask.SentTo);
            case RouteResult.Overtaken overtaken:
                return Anothers(overtaken.Standing);
            case RouteResult.NobodyAnswered { Unheard: false }:
                return RouterAnswers.Failed(GenerationProblems.Unavailable, route: null).SentTo(ask.SentTo);
            default:
                await fence.TakeBackAsync(ask.SentTo, cancellationToken);
                throw new TransientException();
        }
    }

    private static GenerationResult Anothers(GenerateAnswer standing) => new(standing) { IsAnothers = true };

    /// <summary>What is painted is composed here, once, so that the person can see and change it, whoever paints.</summary>
    private PaintingPlan? PlanOf(GenerationRequest request, PromptRequest asked) =>
        request.Kind == GenerationKind.TextToImage
            ? new PaintingPlan(
                asked.Keep(EmbeddedProvider.Draft(asked, asked.Idea, filling: 0)),
                PaintingRules.QualityOf(asked.Controls),
                PaintingRules.CountOf(request),
                painted
            )
            : null;
}
