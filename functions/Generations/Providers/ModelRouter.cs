using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// No route could be reached. The orchestration tries again later, which costs nothing extra, because no service can have done or billed
/// anything. The message has no detail, because it goes into the orchestration's history.
/// </summary>
public sealed class TransientException() : Exception("No model route could be reached.");

/// <summary>
/// Makes the answer to a generation. First the input is checked. Then comes the prompt that the picture itself carries or, without one, the
/// routes in order. Then what came out is checked. A refusal is final, whether this app or a provider refuses.
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

    /// <summary>Asks the classifier, the routes, and the classifier again. The result names everybody who was sent content.</summary>
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
            // This answer is not stored: the attempt that painted may still be running, and then its pictures are delivered.
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
                    // The routes on the row were not asked after all, so nothing was sent to them.
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

    /// <summary>The prompt to paint is composed here, once, so that the person can see and change it, whichever route paints.</summary>
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
