using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
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
        var request = generation.Request;
        var judged = moderation.Of(generation);
        if (await judged.CheckAsync(wish, asked.Picture, plan, cancellationToken) is { } stopped)
        {
            return stopped.SentTo(judged.SentTo);
        }

        var ask = new RouteAsk(asked, generation.Id, until) { Plan = plan, SentTo = [.. judged.SentTo] };
        var end = await RouteFailover.AskAsync(
            isRecovered ? routes.Recovered : routes.For(request),
            ask,
            token => generations.StandingAsync(generation, token),
            cancellationToken
        );
        return end switch
        {
            RouteEnd.Answered answered => (
                await judged.PassedAsync(
                    RouterAnswers.Of(request.Kind, answered, wish, plan),
                    answered.Route,
                    cancellationToken
                )
            ).SentTo(ask.SentTo),
            RouteEnd.Overtaken overtaken => new Routed(overtaken.Standing, Made: null),
            RouteEnd.NobodyAnswered { Unheard: false } => RouterAnswers
                .Failed(GenerationProblems.Unavailable, route: null)
                .SentTo(ask.SentTo),
            _ => throw new TransientException(),
        };
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
