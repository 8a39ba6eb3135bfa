namespace AiPromptGen.Generations.Providers.OpenAI;

public sealed class OpenAICompatibleOptions
{
    public const string Section = "OpenAICompatible";

    /// <summary>With the version, as "https://api.example.org/v1"; without it the provider is not there.</summary>
    public string? BaseAddress { get; set; }

    public string? ApiKey { get; set; }

    /// <summary>What routes call it, and people are shown: the service's own name says who gets their words.</summary>
    public string Name { get; set; } = OpenAIProvider.CompatibleName;

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
            ?? NameMistake(options.Name)
            ?? (
                string.IsNullOrEmpty(options.ApiKey)
                    ? $"{OpenAICompatibleOptions.Section}:ApiKey is missing; a server that wants none takes any."
                    : null
            );
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }

    private static string? NameMistake(string name) =>
        name is EmbeddedProvider.ProviderName or OpenAIProvider.AzureName
            ? $"{OpenAICompatibleOptions.Section}:Name is another provider's."
        : IsName(name) ? null
        : $"{OpenAICompatibleOptions.Section}:Name {NameRule}";

    internal const string NameRule = "must be 2 to 40 small letters, digits and hyphens.";

    internal static bool IsName(string name) =>
        name is { Length: >= 2 and <= 40 }
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}
