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

/// <param name="Made">Null when the answer stands on the generation's row already.</param>
internal sealed record Routed(GenerateAnswer Answer, Composition? Made)
{
    /// <summary>The generation as this attempt has last written its row; null when it has not.</summary>
    public Generation? Row { get; init; }

    public Routed SentTo(IEnumerable<ModelRoute> routes) =>
        this with
        {
            Answer = Answer with { SentTo = RouteNames.Of(routes) },
        };
}

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
    public async Task<Routed> AnswerAsync(
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

        var wish = Wish.Of(generation, parent);
        if (RouterAnswers.RefusalOf(wish.ToCheck().Select(ContentRules.Check), ContentStages.Input) is { } refused)
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

        var asked = new ProviderRequest
        {
            Kind = request.Kind,
            Model = "",
            SafetyIdentifier = identifiers.Of(generation.Account),
            Texts = wish.Texts,
            Controls = wish.Controls,
            Picture = picture,
            Remix = wish.Remix,
            FirstFilling = wish.FirstFilling,
        };
        var plan = PlanOf(request, asked, wish);
        if (
            plan is not null
            && RouterAnswers.RefusalOf([ContentRules.Check(plan.Prompt)], ContentStages.Input) is { } composed
        )
        {
            return composed;
        }

        return await AskAsync(generation, asked, plan, wish, recovered is not null, until, cancellationToken);
    }

    /// <summary>The classifier before and after the routes, and each is told who was sent what.</summary>
    private async Task<Routed> AskAsync(
        Generation generation,
        ProviderRequest asked,
        PaintingPlan? plan,
        Wish wish,
        bool isRecovered,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var candidates = isRecovered ? routes.Recovered : routes.For(generation.Request);
        var fence = new CallFence(generations, generation, isPainting: plan is not null);
        if (fence.MayHaveBeenPainted(candidates))
        {
            var failed = RouterAnswers.Failed(GenerationProblems.Unavailable, route: null).Answer;
            // Not stored: the attempt that painted may live, and then what it has is delivered.
            return new Routed(failed with { SentTo = generation.Asked }, Made: null);
        }

        var judged = moderation.Of(generation);
        try
        {
            foreach (var classifier in judged.SentTo)
            {
                await fence.AskAsync(classifier, cancellationToken);
            }

            if (await judged.CheckAsync(wish, asked.Picture, plan, cancellationToken) is { } stopped)
            {
                return stopped.SentTo(judged.SentTo) with { Row = fence.Generation };
            }

            var ask = new RouteAsk(asked, generation.Id, until)
            {
                Plan = plan,
                Account = generation.Account,
                SentTo = [.. judged.SentTo],
                Before = fence.AskAsync,
            };
            var routed = await AskAsync(candidates, ask, wish, judged, fence, cancellationToken);
            return routed with { Row = fence.Generation };
        }
        catch (OvertakenException overtaken)
        {
            return new Routed(overtaken.Standing, Made: null);
        }
    }

    private async Task<Routed> AskAsync(
        IReadOnlyList<RouteCaller> candidates,
        RouteAsk ask,
        Wish wish,
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
            case RouteEnd.Answered answered:
                if (answered.Answer is ProviderAnswer.Composed { Unsent: true })
                {
                    // Who was going to be asked, and then was not, has got nothing.
                    await fence.TakeBackAsync(ask.SentTo, cancellationToken);
                }

                var routed = RouterAnswers.Of(ask.Request.Kind, answered, wish, ask.Plan);
                return (await judged.PassedAsync(routed, answered.Route, cancellationToken)).SentTo(ask.SentTo);
            case RouteEnd.Overtaken overtaken:
                return new Routed(overtaken.Standing, Made: null);
            case RouteEnd.NobodyAnswered { Unheard: false }:
                return RouterAnswers.Failed(GenerationProblems.Unavailable, route: null).SentTo(ask.SentTo);
            default:
                await fence.TakeBackAsync(ask.SentTo, cancellationToken);
                throw new TransientException();
        }
    }

    /// <summary>What is painted is composed here, once, so that the person can see and change it, whoever paints.</summary>
    private PaintingPlan? PlanOf(GenerationRequest request, ProviderRequest asked, Wish wish)
    {
        if (request.Kind != GenerationKind.TextToImage)
        {
            return null;
        }

        var prompt = EmbeddedProvider.Draft(asked, wish.Texts[0], filling: 0);
        return new PaintingPlan(
            wish.Remix?.Apply(prompt) ?? prompt,
            PaintingRules.QualityOf(wish.Controls),
            PaintingRules.CountOf(request),
            painted
        );
    }
}
