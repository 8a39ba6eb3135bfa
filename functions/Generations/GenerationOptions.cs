using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Providers;

namespace AiPromptGen.Generations;

public sealed class GenerationOptions
{
    public const string Section = "Generations";

    /// <summary>
    /// Seconds that all providers together may take for one generation, retries included. With the steps of <see cref="GenerationLadder"/>
    /// it must end before the reservation does.
    /// </summary>
    [Range(1, 1200)]
    public int GenerateSeconds { get; set; } = 300;

    /// <summary>The routes of each kind, in the order in which they are asked.</summary>
    public IDictionary<string, IList<ModelRoute>> Routes { get; } =
        new Dictionary<string, IList<ModelRoute>>(StringComparer.Ordinal);

    /// <summary>
    /// The least that one credit earns the owner, in the currency in which services bill: the lowest price of a pack or plan, divided by
    /// its credits. Where it is set, the app does not start with a route that is sold below its cost.
    /// </summary>
    [Range(0.0, 1000.0)]
    public decimal? CreditWorth { get; set; }

    /// <summary>
    /// The secret of the hash that stands for an account at a service, on routes with <see cref="ModelRoute.SafetyIdentifier"/>. No other
    /// hash uses it, so that nobody can match the two. Without it no route may have that setting.
    /// </summary>
    public string? SafetySecret { get; set; }

    /// <summary>When a route is left alone; the same for every route that leads out of this process.</summary>
    public BreakerSettings Breaker { get; } = new();

    /// <summary>App Service allows no hyphen in the name of a setting: <c>TextToPrompt</c> there is text-to-prompt.</summary>
    internal static void NameKinds(GenerationOptions options)
    {
        foreach (var kind in Enum.GetValues<GenerationKind>())
        {
            // Where both names are set they are left, and the validator refuses the one that is no kind.
            if (
                !options.Routes.ContainsKey(Generation.Word(kind))
                && options.Routes.Remove(kind.ToString(), out var routes)
            )
            {
                options.Routes[Generation.Word(kind)] = routes;
            }
        }
    }

    /// <summary>The embedded engine is the last one asked for a prompt, unless the list has a place for it already.</summary>
    internal static void AddEmbeddedRoutes(GenerationOptions options)
    {
        foreach (var (kind, model) in new[] { ("text-to-prompt", "idea-1"), ("image-to-prompt", "picture-1") })
        {
            if (!options.Routes.TryGetValue(kind, out var routes))
            {
                options.Routes[kind] = routes = [];
            }

            if (!routes.Any(r => r.Provider is EmbeddedProvider.ProviderName))
            {
                routes.Add(
                    new ModelRoute
                    {
                        Provider = EmbeddedProvider.ProviderName,
                        Model = model,
                        PriceCredits = Pricing.EmbeddedCredits,
                        TimeoutSeconds = 30,
                        Retries = 0,
                    }
                );
            }
        }
    }
}
