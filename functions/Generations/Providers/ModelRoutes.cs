using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Generations.Providers;

/// <summary>Configuration of <c>Generations:Routes:{kind}:{n}</c>: who is asked, in which order, for how much.</summary>
public sealed class ModelRoute
{
    [Required]
    public string Provider { get; set; } = "";

    [Required]
    public string Model { get; set; } = "";

    [Range(0, 10_000)]
    public int PriceCredits { get; set; }

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}

/// <summary>The ordered candidates of each kind. A kind without a route is not on offer.</summary>
internal sealed class ModelRoutes(IOptions<GenerationOptions> options, IEnumerable<IGenerationProvider> providers)
{
    public IReadOnlyList<ModelRoute> For(GenerationKind kind) =>
        options.Value.Routes.TryGetValue(Generation.Word(kind), out var routes) ? [.. routes] : [];

    public IGenerationProvider ProviderOf(ModelRoute route) =>
        providers.First(p => p.Name.Equals(route.Provider, StringComparison.Ordinal));

    /// <summary>What has to be reserved so that any candidate can be paid. Null when the kind is not on offer.</summary>
    public long? DearestCredits(GenerationKind kind) =>
        For(kind) is { Count: > 0 } routes ? routes.Max(r => r.PriceCredits) : null;
}

/// <summary>A route that names no provider would fail a paying user at run time: refuse the start instead.</summary>
internal sealed class ModelRoutesValidator(IEnumerable<IGenerationProvider> providers)
    : IValidateOptions<GenerationOptions>
{
    public ValidateOptionsResult Validate(string? name, GenerationOptions options)
    {
        var mistakes = new List<string>();
        foreach (var (word, routes) in options.Routes)
        {
            var kind = Enum.GetValues<GenerationKind>()
                .Where(k => string.Equals(Generation.Word(k), word, StringComparison.Ordinal))
                .Cast<GenerationKind?>()
                .FirstOrDefault();
            if (kind is null)
            {
                mistakes.Add($"Generations:Routes:{word} is no kind.");
                continue;
            }

            mistakes.AddRange(
                routes
                    .Where(r =>
                        !providers.Any(p =>
                            string.Equals(p.Name, r.Provider, StringComparison.Ordinal) && p.Serves(kind.Value)
                        )
                    )
                    .Select(r => $"Generations:Routes:{word} names '{r.Provider}', which does not serve this kind.")
            );
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
