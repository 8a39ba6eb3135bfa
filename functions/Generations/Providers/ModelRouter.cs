using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Providers;

/// <summary>Every route failed for now; the orchestration tries again later. Carries no detail: it goes into history.</summary>
public sealed class TransientException() : Exception("No model route could answer.");

/// <param name="Made">Null when the answer stands on the generation's row already.</param>
internal sealed record Routed(GenerateAnswer Answer, Composition? Made);

/// <summary>
/// From a generation to an answer: what was sent is checked, then the prompt that the picture itself carries or the routes in
/// order, then what came out is checked. A refusal is final, whoever refuses.
/// </summary>
internal sealed class ModelRouter(
    ModelRoutes routes,
    GenerationStore generations,
    UploadStore uploads,
    ResultPictures painted
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
            return RouterAnswers.Invalid(GenerationProblems.ParentGone, route: null);
        }

        var wish = Wish.Of(generation, parent);
        if (RouterAnswers.RefusalOf(wish.ToCheck().Select(ContentRules.Check), ContentStages.Input) is { } refused)
        {
            return refused;
        }

        var (picture, unusable) = await PictureAsync(generation, cancellationToken);
        if (unusable is not null)
        {
            return unusable;
        }

        var asked = new ProviderRequest
        {
            Kind = request.Kind,
            Model = "",
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

        var end = await RouteFailover.AskAsync(
            picture?.Upload.Metadata.Prompt is null ? routes.For(request.Kind) : routes.Recovered,
            new RouteAsk(asked, generation.Id, until) { Plan = plan },
            token => generations.StandingAsync(generation, token),
            cancellationToken
        );
        return end switch
        {
            RouteEnd.Answered answered => RouterAnswers.Of(answered, wish, plan),
            RouteEnd.Overtaken overtaken => new Routed(overtaken.Standing, Made: null),
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
        return new PaintingPlan(wish.Remix?.Apply(prompt) ?? prompt, PaintingRules.CountOf(request), painted);
    }

    private async Task<(Picture? Picture, Routed? Unusable)> PictureAsync(
        Generation generation,
        CancellationToken cancellationToken
    )
    {
        if (generation.Request.Source?.UploadId is not { } uploadId)
        {
            return (null, null);
        }

        var upload = await uploads.FindAsync(generation.Account, uploadId, cancellationToken);
        var bytes = upload is null ? null : await uploads.ReadAsync(generation.Account, uploadId, cancellationToken);
        if (upload is null || bytes is null)
        {
            return (null, RouterAnswers.Invalid(GenerationProblems.UploadGone, route: null));
        }

        var hidden = ContentRules.Check(upload.Metadata.Prompt?.Prompt ?? "");
        return (new Picture(bytes, upload), RouterAnswers.RefusalOf([hidden], ContentStages.Image));
    }
}
