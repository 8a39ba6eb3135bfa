using AiPromptGen.Prompts;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Generations.Providers;

/// <summary>Every route failed for now; the orchestration tries again later. Carries no detail: it goes into history.</summary>
public sealed class TransientException() : Exception("No model route could answer.");

/// <summary>
/// From a generation to an answer: safety first, then the prompt that the picture itself carries, then the routes in order.
/// A route that cannot answer makes room for the next one; a refusal is final, because the next provider would be asked to do
/// what one has refused.
/// </summary>
internal sealed partial class ModelRouter(
    ModelRoutes routes,
    GenerationStore generations,
    GenerationPictures pictures,
    TimeProvider time,
    ILogger<ModelRouter> logger
)
{
    /// <summary>A picture that carries its own prompt needs no model: the answer is that prompt, exactly, free.</summary>
    private static readonly ModelRoute Recovered = new()
    {
        Provider = EmbeddedProvider.ProviderName,
        Model = "recovered",
        PriceCredits = 0,
    };

    public async Task<(GenerateAnswer Answer, Composition Composition)> AnswerAsync(
        Generation generation,
        CancellationToken cancellationToken
    )
    {
        var request = generation.Request;
        var parent = request.ParentId is { } parentId
            ? await generations.FindAsync(generation.Account, parentId, cancellationToken)
            : null;
        if (request.ParentId is not null && parent?.Prompt is null)
        {
            return Invalid(GenerationProblems.ParentGone, route: null);
        }

        var wish = Wish.Of(generation, parent);
        foreach (var idea in wish.ToCheck())
        {
            if (ContentRules.Check(idea) is { Decision: ContentDecision.Refuse } verdict)
            {
                return Refused(ContentRules.InputStage, [verdict.Category!], route: null);
            }
        }

        var (picture, missing) = await pictures.FindAsync(generation, cancellationToken);
        if (missing is not null)
        {
            return Invalid(missing, route: null);
        }

        var recovered = picture?.Metadata.Prompt;
        if (ContentRules.Check(recovered?.Prompt ?? "") is { Decision: ContentDecision.Refuse } hidden)
        {
            return Refused("image", [hidden.Category!], route: null);
        }

        foreach (var route in recovered is null ? routes.For(request.Kind) : [Recovered])
        {
            var asked = new ProviderRequest
            {
                Kind = request.Kind,
                Model = route.Model,
                Texts = wish.Texts,
                Controls = wish.Controls,
                Picture = picture,
                Remix = wish.Remix,
                FirstFilling = wish.FirstFilling,
            };
            switch (await AskAsync(route, asked, generation.Id, cancellationToken))
            {
                case ProviderAnswer.Composed composed:
                    return Succeeded(route, composed, wish);
                case ProviderAnswer.Refused refused:
                    return Refused(refused.Stage, refused.Categories, route);
                case ProviderAnswer.Invalid invalid:
                    return Invalid(invalid.ProblemCode, route);
            }
        }

        throw new TransientException();
    }

    private async Task<ProviderAnswer> AskAsync(
        ModelRoute route,
        ProviderRequest request,
        string generationId,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(route.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await routes.ProviderOf(route).GenerateAsync(request, either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the type: a provider's message may quote the prompt.
            LogRouteFailed(generationId, route.Provider, route.Model, fault.GetType().Name);
            return new ProviderAnswer.Unknown();
        }
    }

    private static (GenerateAnswer, Composition) Succeeded(
        ModelRoute route,
        ProviderAnswer.Composed composed,
        Wish wish
    ) =>
        (
            Answer(GenerationStatus.Succeeded, null, route) with
            {
                PriceCredits = route.PriceCredits,
                SafetyDecision = "allowed",
                SafetyStage = "input",
            },
            new Composition
            {
                Prompt = Kept(composed.Prompt, wish),
                Variations = [.. composed.Variations.Select(variation => Kept(variation, wish))],
                Controls = wish.Remix is null ? null : wish.Controls,
            }
        );

    private static StructuredPrompt Kept(StructuredPrompt prompt, Wish wish) => wish.Remix?.Apply(prompt) ?? prompt;

    private static (GenerateAnswer, Composition) Refused(
        string stage,
        IReadOnlyList<string> categories,
        ModelRoute? route
    ) =>
        (
            Answer(GenerationStatus.Refused, GenerationProblems.ContentRefused, route) with
            {
                SafetyDecision = "refused",
                SafetyStage = stage,
            },
            new Composition { SafetyCategories = categories }
        );

    private static (GenerateAnswer, Composition) Invalid(string problemCode, ModelRoute? route) =>
        (Answer(GenerationStatus.Failed, problemCode, route), new Composition());

    private static GenerateAnswer Answer(GenerationStatus status, string? problemCode, ModelRoute? route) =>
        new()
        {
            Status = status,
            ProblemCode = problemCode,
            Provider = route?.Provider,
            Model = route?.Model,
        };

    [LoggerMessage(2010, LogLevel.Warning, "Generation {GenerationId}: route {Provider}/{Model} failed with {Fault}")]
    private partial void LogRouteFailed(string generationId, string provider, string model, string fault);
}
