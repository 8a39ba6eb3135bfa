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

    internal bool IsConfigured => !string.IsNullOrEmpty(Endpoint);
}

internal sealed class AzureOpenAIOptionsValidator : IValidateOptions<AzureOpenAIOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureOpenAIOptions options) =>
        options.IsConfigured
        && EndpointRules.Mistake($"{AzureOpenAIOptions.Section}:Endpoint", options.Endpoint!) is { } mistake
            ? ValidateOptionsResult.Fail(mistake)
            : ValidateOptionsResult.Success;
}
