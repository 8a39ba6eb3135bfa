using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Generations.Providers;

internal abstract record RouteResult
{
    private RouteResult() { }

    public sealed record Answered(ModelRoute Route, ProviderResult Answer) : RouteResult
    {
        /// <summary>Another route should have answered, and could not.</summary>
        public bool OthersFailed { get; init; }
    }

    /// <summary>Somebody else has answered, or ended, the generation in the meantime.</summary>
    public sealed record Overtaken(GenerateAnswer Standing) : RouteResult;

    /// <param name="Unheard">Nobody was reached at all, so the same may be tried again without paying for it twice.</param>
    public sealed record NobodyAnswered(bool Unheard) : RouteResult;
}

/// <summary>
/// The routes in order until one answers. A route that cannot answer makes room for the next one; a refusal is an answer,
/// because the next provider would be asked to do what one has refused.
/// </summary>
internal static class RouteFailover
{
    /// <param name="findStanding">
    /// The fence: what is stored of the generation by now. Asked whenever it is not known what a route did, before anybody else is
    /// called.
    /// </param>
    public static async Task<RouteResult> AskAsync(
        IReadOnlyList<RouteCaller> routes,
        RouteAsk ask,
        Func<CancellationToken, Task<GenerateAnswer?>> findStanding,
        CancellationToken cancellationToken
    )
    {
        var unheard = true;
        foreach (var route in routes)
        {
            var given = await route.AskAsync(ask with { IsLast = route == routes[^1] }, cancellationToken);
            switch (given)
            {
                case null:
                    break;
                case ProviderResult.Transient or ProviderResult.Misconfigured or ProviderResult.NotThisRequest:
                    unheard &= given is ProviderResult.Transient { Unsent: true };
                    break;
                case ProviderResult.Unknown:
                    unheard = false;
                    if (await findStanding(cancellationToken) is { } standing)
                    {
                        return new RouteResult.Overtaken(standing);
                    }

                    break;
                case var answer:
                    return new RouteResult.Answered(ServedBy(routes, route.Route, answer), answer)
                    {
                        OthersFailed = route != routes[0],
                    };
            }

            if (ask.Request.Plan is not null && MayBePaid(given))
            {
                break;
            }
        }

        return new RouteResult.NobodyAnswered(unheard);
    }

    /// <summary>A provider that had nothing to ask its service has let the engine in this process answer.</summary>
    private static ModelRoute ServedBy(IReadOnlyList<RouteCaller> routes, ModelRoute route, ProviderResult answer) =>
        answer is not ProviderResult.Composed { Unsent: true } || IsEmbedded(route)
            ? route
            : routes.Select(caller => caller.Route).FirstOrDefault(IsEmbedded)
                ?? new ModelRoute { Provider = EmbeddedProvider.ProviderName, Model = EmbeddedProvider.UsualModel };

    private static bool IsEmbedded(ModelRoute route) => route.Provider is EmbeddedProvider.ProviderName;

    /// <summary>Pictures cost many times what words do: those that may have been painted are not painted again elsewhere.</summary>
    private static bool MayBePaid(ProviderResult? answer) =>
        answer
            is ProviderResult.Unknown
                or ProviderResult.NotThisRequest { Paid: true }
                or ProviderResult.Misconfigured { Paid: true };
}
