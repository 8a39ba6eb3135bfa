namespace AiPromptGen.Generations.Providers;

internal abstract record RouteEnd
{
    private RouteEnd() { }

    public sealed record Answered(ModelRoute Route, ProviderAnswer Answer) : RouteEnd;

    /// <summary>Somebody else has answered, or ended, the generation in the meantime.</summary>
    public sealed record Overtaken(GenerateAnswer Standing) : RouteEnd;

    public sealed record NobodyAnswered : RouteEnd;
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
        foreach (var route in routes)
        {
            switch (await route.AskAsync(ask, cancellationToken))
            {
                case null
                or ProviderAnswer.Transient
                or ProviderAnswer.Misconfigured
                or ProviderAnswer.NotThisRequest:
                    break;
                case ProviderAnswer.Unknown:
                    if (await findStanding(cancellationToken) is { } standing)
                    {
                        return new RouteEnd.Overtaken(standing);
                    }

                    break;
                case var answer:
                    return new RouteEnd.Answered(route.Route, answer);
            }
        }

        return new RouteEnd.NobodyAnswered();
    }
}
