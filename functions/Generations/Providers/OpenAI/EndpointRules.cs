namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Where prompts and pictures may be sent: encrypted, or to this machine.</summary>
internal static class EndpointRules
{
    /// <returns>What is wrong with the address; null when nothing is.</returns>
    public static string? Mistake(string setting, string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? $"{setting} must be an address such as https://example.org/."
        : uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback) ? null
        : $"{setting} must be https, or http on loopback.";
}
