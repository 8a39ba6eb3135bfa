using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Providers;

namespace AiPromptGen.Generations;

public sealed class GenerationOptions
{
    public const string Section = "Generations";

    /// <summary>What the providers get in all, retries included. With the ladder it must end before the reservation does.</summary>
    [Range(1, 1200)]
    public int GenerateSeconds { get; set; } = 300;

    /// <summary>Per kind, in the order in which they are asked.</summary>
    public IDictionary<string, IList<ModelRoute>> Routes { get; } =
        new Dictionary<string, IList<ModelRoute>>(StringComparer.Ordinal);

    /// <summary>
    /// What one credit brings its owner at least, in the currency in which services bill: the cheapest pack's or plan's price by
    /// its credits. Where it is set no route may be sold below its cost.
    /// </summary>
    [Range(0.0, 1000.0)]
    public decimal? CreditWorth { get; set; }

    /// <summary>
    /// Of the hash that stands for an account at a service, on routes with <see cref="ModelRoute.SafetyIdentifier"/>; its own and
    /// no other hash's, so that nobody can join the two. Without it no such route may be.
    /// </summary>
    public string? SafetySecret { get; set; }

    /// <summary>Of every route that leads out of this process.</summary>
    public BreakerSettings Breaker { get; } = new();

    /// <summary>App Service allows no hyphen in the name of a setting: <c>TextToPrompt</c> there is text-to-prompt.</summary>
    internal static void NameKinds(GenerationOptions options)
    {
        foreach (var kind in Enum.GetValues<GenerationKind>())
        {
            // Both at once stay as they are: the validator refuses the one that is no kind.
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
