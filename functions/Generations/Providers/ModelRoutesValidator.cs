using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>A route that cannot work would fail a paying user at run time: refuse the start instead, and say why.</summary>
internal sealed class ModelRoutesValidator(
    IEnumerable<IGenerationProvider> providers,
    IOptions<ModerationOptions> moderation
) : IValidateOptions<GenerationOptions>
{
    public ValidateOptionsResult Validate(string? name, GenerationOptions options)
    {
        var mistakes = options.Routes.SelectMany(kind => Mistakes(kind.Key, kind.Value, options)).ToList();
        if (options.SafetySecret is { Length: > 0 and < SafetyIdentifiers.LeastSecret })
        {
            mistakes.Add(
                $"{GenerationOptions.Section}:SafetySecret must have at least {SafetyIdentifiers.LeastSecret} characters."
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
            foreach (
                var mistake in Mistakes(kind, routes[i])
                    .Concat(CallMistakes(routes[i], options))
                    .Concat(Pricing.Mistakes(routes[i], kind == GenerationKind.TextToImage, options.CreditWorth))
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

    private IEnumerable<string> Mistakes(GenerationKind kind, ModelRoute route)
    {
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(route, new ValidationContext(route), wrong, validateAllProperties: true);
        foreach (var result in wrong)
        {
            yield return $"is not valid: {result.ErrorMessage}";
        }

        var provider = providers.FirstOrDefault(p => Same(p.Name, route.Provider));
        if (route.Model.Contains(',', StringComparison.Ordinal))
        {
            yield return "has a comma in its Model, which parts the names of routes in rows.";
        }

        if (provider is null)
        {
            yield return $"names '{route.Provider}', which is no provider here. There are: "
                + $"{string.Join(", ", providers.Select(p => p.Name))}.";
        }
        else if (!provider.Serves(kind))
        {
            yield return $"names '{route.Provider}', which does not serve this kind.";
        }

        if (kind != GenerationKind.TextToImage)
        {
            if (route.Target is not null)
            {
                yield return "has a Target, which only text-to-image has.";
            }
        }
        else if (route.Target is null || PromptTargets.Find(route.Target) is null)
        {
            yield return $"needs a Target, one of {string.Join(", ", PromptTargets.All.Select(t => t.Id))}.";
        }
        else if (PromptTargets.Find(route.Target) is { Negatives: NegativeMode.Field })
        {
            yield return $"has the Target '{route.Target}', which has a second text for what must not appear: nobody is sent it.";
        }
    }

    private static IEnumerable<string> CallMistakes(ModelRoute route, GenerationOptions options)
    {
        if (
            route.ReasoningEffort is { } effort
            && !ModelRoute.ReasoningEfforts.Contains(effort, StringComparer.Ordinal)
        )
        {
            yield return $"has the ReasoningEffort '{effort}'. There are: {string.Join(", ", ModelRoute.ReasoningEfforts)}.";
        }

        if (route.SafetyIdentifier && options.SafetySecret is not { Length: > 0 })
        {
            yield return $"has a SafetyIdentifier, which needs {GenerationOptions.Section}:SafetySecret.";
        }
    }

    private static GenerationKind? KindOf(string word) =>
        Enum.GetValues<GenerationKind>()
            .Where(kind => Same(Generation.Word(kind), word))
            .Cast<GenerationKind?>()
            .FirstOrDefault();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
