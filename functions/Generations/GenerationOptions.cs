using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Providers;
using Microsoft.Extensions.Options;

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

    /// <summary>Kinds without configured routes are served by the embedded engine, where it can.</summary>
    internal static void AddDefaultRoutes(GenerationOptions options)
    {
        foreach (var (kind, model) in new[] { ("text-to-prompt", "idea-1"), ("image-to-prompt", "picture-1") })
        {
            options.Routes.TryAdd(
                kind,
                [
                    new ModelRoute
                    {
                        Provider = EmbeddedProvider.ProviderName,
                        Model = model,
                        PriceCredits = 1,
                    },
                ]
            );
        }
    }
}

[OptionsValidator]
internal sealed partial class GenerationOptionsValidator : IValidateOptions<GenerationOptions>;
