using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Providers;

/// <summary>The ordered candidates of each kind, each with a breaker of its own. A kind without a route is not on offer.</summary>
internal sealed class ModelRoutes : IRouteHealth
{
    private readonly Dictionary<GenerationKind, IReadOnlyList<RouteCaller>> _callers = [];

    public ModelRoutes(
        IOptions<GenerationOptions> options,
        IEnumerable<IGenerationProvider> providers,
        TimeProvider time,
        Jitter jitter,
        AppTelemetry telemetry,
        ILogger<RouteCaller> logger
    )
    {
        var known = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<GenerationKind>())
        {
            var routes = options.Value.Routes.TryGetValue(Generation.Word(kind), out var list) ? list : [];
            _callers[kind] = [.. routes.Select(Caller)];
        }

        Recovered = [Caller(RecoveredRoute)];

        RouteCaller Caller(ModelRoute route) =>
            new(
                route,
                known[route.Provider],
                // No breaker: the engine fails only for an idea that it cannot take, and nobody else must wait because of that.
                route.Provider is EmbeddedProvider.ProviderName
                    ? null
                    : options.Value.Breaker,
                time,
                jitter,
                telemetry,
                logger
            );
    }

    /// <summary>A picture that carries its own prompt needs no model: the answer is that prompt, exactly, free.</summary>
    private static ModelRoute RecoveredRoute =>
        new()
        {
            Provider = EmbeddedProvider.ProviderName,
            Model = FreeRules.RecoveredModel,
            PriceCredits = 0,
            Retries = 0,
        };

    public IReadOnlyList<RouteCaller> Recovered { get; }

    public IReadOnlyList<RouteCaller> For(GenerationKind kind) => _callers[kind];

    /// <summary>The routes of the request's kind that the person allows to be asked.</summary>
    public IReadOnlyList<RouteCaller> For(GenerationRequest request)
    {
        var all = For(request.Kind);
        return request.Providers is ProviderChoice.None
                ? [.. all.Where(route => route.Route.Provider is EmbeddedProvider.ProviderName)]
            : request.Fallback is false ? [.. all.Take(1)]
            : all;
    }

    public bool Offers(GenerationRequest request) => For(request).Count > 0;

    public IEnumerable<RouteHealth> States() =>
        from kind in _callers
        from caller in kind.Value
        select new RouteHealth(Generation.Word(kind.Key), caller.Route.Provider, caller.Route.Model, caller.Breaker);
}
