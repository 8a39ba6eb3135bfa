using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Generations.Providers;

internal abstract record RouteEnd
{
    private RouteEnd() { }

    public sealed record Answered(ModelRoute Route, ProviderAnswer Answer) : RouteEnd
    {
        /// <summary>Another route should have answered, and could not.</summary>
        public bool OthersFailed { get; init; }
    }

    /// <summary>Somebody else has answered, or ended, the generation in the meantime.</summary>
    public sealed record Overtaken(GenerateAnswer Standing) : RouteEnd;

    /// <param name="Unheard">Nobody was reached at all, so the same may be tried again without paying for it twice.</param>
    public sealed record NobodyAnswered(bool Unheard) : RouteEnd;
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
    public static async Task<RouteEnd> AskAsync(
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
                case ProviderAnswer.Transient or ProviderAnswer.Misconfigured or ProviderAnswer.NotThisRequest:
                    unheard &= given is ProviderAnswer.Transient { Unsent: true };
                    break;
                case ProviderAnswer.Unknown:
                    unheard = false;
                    if (await findStanding(cancellationToken) is { } standing)
                    {
                        return new RouteEnd.Overtaken(standing);
                    }

                    break;
                case var answer:
                    return new RouteEnd.Answered(ServedBy(routes, route.Route, answer), answer)
                    {
                        OthersFailed = route != routes[0],
                    };
            }

            if (ask.Request.Plan is not null && MayBePaid(given))
            {
                break;
            }
        }

        return new RouteEnd.NobodyAnswered(unheard);
    }

    /// <summary>A provider that had nothing to ask its service has let the engine in this process answer.</summary>
    private static ModelRoute ServedBy(IReadOnlyList<RouteCaller> routes, ModelRoute route, ProviderAnswer answer) =>
        answer is not ProviderAnswer.Composed { Unsent: true } || IsEmbedded(route)
            ? route
            : routes.Select(caller => caller.Route).FirstOrDefault(IsEmbedded)
                ?? new ModelRoute { Provider = EmbeddedProvider.ProviderName, Model = EmbeddedProvider.UsualModel };

    private static bool IsEmbedded(ModelRoute route) => route.Provider is EmbeddedProvider.ProviderName;

    /// <summary>Pictures cost many times what words do: those that may have been painted are not painted again elsewhere.</summary>
    private static bool MayBePaid(ProviderAnswer? answer) =>
        answer
            is ProviderAnswer.Unknown
                or ProviderAnswer.NotThisRequest { Paid: true }
                or ProviderAnswer.Misconfigured { Paid: true };
}
