using AiPromptGen.Generations.Moderation;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>Refuses to start with a route that cannot work, and says why. Otherwise it would fail when a paying person uses it.</summary>
internal sealed class ModelRoutesValidator(
    IEnumerable<IGenerationProvider> providers,
    IOptions<ModerationOptions> moderation
) : IValidateOptions<GenerationOptions>
{
    public ValidateOptionsResult Validate(string? name, GenerationOptions options)
    {
        var mistakes = options.Routes.SelectMany(kind => Mistakes(kind.Key, kind.Value, options)).ToList();
        if (options.SafetySecret is { Length: > 0 and < SafetyIdentifiers.MinSecret })
        {
            mistakes.Add(
                $"{GenerationOptions.Section}:SafetySecret must have at least {SafetyIdentifiers.MinSecret} characters."
            );
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(string word, IList<ModelRoute> routes, GenerationOptions options)
    {
        var at = $"{GenerationOptions.Section}:Routes:{word}";
        if (KindOf(word) is not { } kind)
        {
            yield return $"{at} is no kind. There are: "
                + $"{string.Join(", ", Enum.GetValues<GenerationKind>().Select(Generation.Word))}.";
            yield break;
        }

        for (var i = 0; i < routes.Count; i++)
        {
            foreach (var mistake in Mistakes(kind, routes[i]).Concat(CallMistakes(routes[i], options)))
            {
                yield return $"{at}:{i}:{mistake}";
            }

            foreach (
                var mistake in Pricing.Mistakes(routes[i], kind == GenerationKind.TextToImage, options.CreditWorth)
            )
            {
                yield return $"{at}:{i} {mistake}";
            }

            var (provider, model) = (routes[i].Provider, routes[i].Model);
            if (routes.Take(i).Any(r => Same(r.Provider, provider) && Same(r.Model, model)))
            {
                yield return $"{at}:{i} repeats {provider}/{model}.";
            }
        }

        var judging = moderation.Value.LongestSeconds;
        if (routes.Sum(r => (long)r.LongestSeconds) + judging is var sum && sum > options.GenerateSeconds)
        {
            yield return $"{at} may take {sum} s, time-outs times attempts of every route"
                + $"{(judging > 0 ? $" and {judging} s of the classifier before and after them" : "")}, and a generation "
                + $"has {GenerationOptions.Section}:GenerateSeconds = {options.GenerateSeconds}.";
        }
    }

    /// <summary>The mistakes of one route. Each begins with the name of the setting that is wrong.</summary>
    private IEnumerable<string> Mistakes(GenerationKind kind, ModelRoute route)
    {
        // Rows separate the names of routes by commas, so a model's name may not have one.
        if (route.Model is "" || route.Model.Contains(',', StringComparison.Ordinal))
        {
            yield return $"Model must be the name of a model, without a comma, not '{route.Model}'.";
        }

        if (providers.FirstOrDefault(p => Same(p.Name, route.Provider))?.Serves(kind) is not true)
        {
            var serving = providers.Where(p => p.Serves(kind)).Select(p => p.Name);
            yield return $"Provider must be one that serves this kind and is set up, not '{route.Provider}'. "
                + $"There are: {string.Join(", ", serving)}.";
        }

        if (kind != GenerationKind.TextToImage)
        {
            if (route.Target is not null)
            {
                yield return "Target is for text-to-image only.";
            }
        }
        else if (route.Target is null || PromptTargets.Find(route.Target) is null)
        {
            yield return $"Target must be one of {string.Join(", ", PromptTargets.All.Select(t => t.Id))}.";
        }
        else if (PromptTargets.Find(route.Target) is { Negatives: NegativeMode.Field })
        {
            yield return $"Target must be one without a second text for what must not appear, which nobody is sent; '{route.Target}' has one.";
        }
    }

    private static IEnumerable<string> CallMistakes(ModelRoute route, GenerationOptions options)
    {
        if (
            route.ReasoningEffort is { } effort
            && !ModelRoute.ReasoningEfforts.Contains(effort, StringComparer.Ordinal)
        )
        {
            yield return $"ReasoningEffort must be one of {string.Join(", ", ModelRoute.ReasoningEfforts)}, not '{effort}'.";
        }

        if (route.SafetyIdentifier && options.SafetySecret is not { Length: > 0 })
        {
            yield return $"SafetyIdentifier needs {GenerationOptions.Section}:SafetySecret, which is not set.";
        }
    }

    private static GenerationKind? KindOf(string word) =>
        Enum.GetValues<GenerationKind>()
            .Where(kind => Same(Generation.Word(kind), word))
            .Cast<GenerationKind?>()
            .FirstOrDefault();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
