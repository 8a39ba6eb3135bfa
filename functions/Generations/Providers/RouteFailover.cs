using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Generations.Providers;

internal abstract record RouteResult
{
    private RouteResult() { }

    public sealed record Answered(ModelRoute Route, ProviderResult Answer) : RouteResult
    {
        /// <summary>Whether a route before this one should have answered and could not.</summary>
        public bool OthersFailed { get; init; }
    }

    /// <summary>Another attempt has answered or ended the generation meanwhile.</summary>
    public sealed record Overtaken(GenerateAnswer Standing) : RouteResult;

    /// <param name="Unheard">Whether no service was reached at all, so that the same may be tried again without paying twice.</param>
    public sealed record NobodyAnswered(bool Unheard) : RouteResult;
}

/// <summary>
/// Asks the routes in order until one answers. When a route cannot answer, the next one is asked. A refusal is an answer: otherwise
/// the next provider would be asked to do what one has refused.
/// </summary>
internal static class RouteFailover
{
    /// <param name="findStanding">
    /// Finds the answer that is stored for the generation by now. It is called whenever nobody knows what a route did, before another
    /// route is asked.
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

    /// <summary>
    /// The route that is named with the answer. A provider that did not need its service lets the embedded engine answer, and then that
    /// engine's route is named.
    /// </summary>
    private static ModelRoute ServedBy(IReadOnlyList<RouteCaller> routes, ModelRoute route, ProviderResult answer) =>
        answer is not ProviderResult.Composed { Unsent: true } || IsEmbedded(route)
            ? route
            : routes.Select(caller => caller.Route).FirstOrDefault(IsEmbedded)
                ?? new ModelRoute { Provider = EmbeddedProvider.ProviderName, Model = EmbeddedProvider.UsualModel };

    private static bool IsEmbedded(ModelRoute route) => route.Provider is EmbeddedProvider.ProviderName;

    /// <summary>
    /// Whether the service may bill for its work. Pictures cost many times what words cost, so pictures that may have been painted are
    /// not painted again by the next route.
    /// </summary>
    private static bool MayBePaid(ProviderResult? answer) =>
        answer
            is ProviderResult.Unknown
                or ProviderResult.NotThisRequest { Paid: true }
                or ProviderResult.Misconfigured { Paid: true };
}
