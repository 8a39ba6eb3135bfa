using Microsoft.Extensions.Options;

namespace AiPromptGen.Generations.Providers.OpenAI;

public sealed class OpenAICompatibleOptions
{
    public const string Section = "OpenAICompatible";

    /// <summary>With the version, as "https://api.example.org/v1"; without it the provider is not there.</summary>
    public string? BaseAddress { get; set; }

    public string? ApiKey { get; set; }

    internal bool IsConfigured => !string.IsNullOrEmpty(BaseAddress);
}

internal sealed class OpenAICompatibleOptionsValidator : IValidateOptions<OpenAICompatibleOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAICompatibleOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        var mistake =
            EndpointRules.Mistake($"{OpenAICompatibleOptions.Section}:BaseAddress", options.BaseAddress!)
            ?? (
                string.IsNullOrEmpty(options.ApiKey)
                    ? $"{OpenAICompatibleOptions.Section}:ApiKey is missing; a server that wants none takes any."
                    : null
            );
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }
}
