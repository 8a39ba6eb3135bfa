using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Providers.OpenAI;

namespace AiPromptGen.Generations.Moderation;

/// <summary>Configures the classifier that judges content before and after every route: docs/safety.md.</summary>
public sealed class ModerationOptions
{
    public const string Section = "Moderation";

    /// <summary>One of <see cref="ModerationModule.Providers"/>; when it is left out, only this app's own rules judge.</summary>
    public string? Provider { get; set; }

    /// <summary>"https://api.openai.com/v1", or "https://name.cognitiveservices.azure.com".</summary>
    public string? Endpoint { get; set; }

    /// <summary>The key of the service. Azure's may be left out; then the managed identity signs in.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Client id of a user-assigned managed identity; without it the system-assigned one signs in.</summary>
    public string? ClientId { get; set; }

    /// <summary>For an OpenAI-compatible classifier: the name that people are shown, so that they know who is sent their words.</summary>
    public string Name { get; set; } = OpenAIModerator.ProviderName;

    /// <summary>For an OpenAI-compatible classifier: the model that is asked.</summary>
    public string Model { get; set; } = "omni-moderation-latest";

    /// <summary>Seconds that one attempt may take. A check makes at most two attempts.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    internal bool IsConfigured => !string.IsNullOrEmpty(Provider);

    /// <summary>Seconds that the checks before the routes and after one take at most, when each attempt runs into its time-out.</summary>
    internal int LongestSeconds => IsConfigured ? 2 * ContentModeration.Attempts * TimeoutSeconds : 0;
}

internal sealed class ModerationOptionsValidator : IValidateOptions<ModerationOptions>
{
    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        const string Section = ModerationOptions.Section;
        var mistake =
            !ModerationModule.Providers.Contains(options.Provider, StringComparer.Ordinal)
                ? $"{Section}:Provider must be one of {string.Join(", ", ModerationModule.Providers)}, not '{options.Provider}'."
            : string.IsNullOrEmpty(options.Endpoint)
                ? $"{Section}:Endpoint must be an address such as https://example.org/, and is missing."
            : EndpointRules.Mistake($"{Section}:Endpoint", options.Endpoint) is { } wrong ? wrong
            : options.Provider is OpenAIModerator.ProviderName && string.IsNullOrEmpty(options.ApiKey)
                ? $"{Section}:ApiKey is missing; a server that wants none takes any."
            // Rows separate the names of routes by commas, so a model's name may not have one.
            : (options.Provider is OpenAIModerator.ProviderName && string.IsNullOrWhiteSpace(options.Model))
            || options.Model.Contains(',', StringComparison.Ordinal)
                ? $"{Section}:Model must be the name of a model, without a comma, not '{options.Model}'."
            : OpenAICompatibleOptionsValidator.IsName(options.Name) ? null
            : $"{Section}:Name {OpenAICompatibleOptionsValidator.NameRule}";
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }
}
