using Microsoft.Extensions.Options;

namespace AiPromptGen.Generations.Providers.OpenAI;

public sealed class AzureOpenAIOptions
{
    public const string Section = "AzureOpenAI";

    /// <summary>"https://name.openai.azure.com"; without it the provider is not there.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Without it the managed identity signs in.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Of a user-assigned identity; without it the system-assigned one signs in.</summary>
    public string? ClientId { get; set; }

    /// <summary>The version of the service's interface: the client's own is older than the gpt-image models.</summary>
    public string ApiVersion { get; set; } = "2025-04-01-preview";

    internal bool IsConfigured => !string.IsNullOrEmpty(Endpoint);
}

internal sealed class AzureOpenAIOptionsValidator : IValidateOptions<AzureOpenAIOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureOpenAIOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        var mistake =
            EndpointRules.Mistake($"{AzureOpenAIOptions.Section}:Endpoint", options.Endpoint!)
            ?? (
                string.IsNullOrWhiteSpace(options.ApiVersion)
                    ? $"{AzureOpenAIOptions.Section}:ApiVersion is empty."
                    : null
            );
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }
}
