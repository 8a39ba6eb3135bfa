using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// What one client address, one API token, and one account that reads, may ask of each instance of the app. Where
/// addresses do not arrive, all clients together may ask <see cref="AddressLimiter.Together"/> times as much.
/// </summary>
public sealed class AddressLimitOptions
{
    public const string Section = "AddressLimits";

    [Range(1, 100_000)]
    public int RequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Of the prompt tools together (<c>/prompts/…</c>), counted apart: a page that shows prompts while a person types asks
    /// for them several times a second.
    /// </summary>
    [Range(1, 100_000)]
    public int PromptRequestsPerWindow { get; set; } = 600;

    /// <summary>Of each API token (<c>/account/tokens</c>), whatever address it comes from.</summary>
    [Range(1, 100_000)]
    public int TokenRequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Of each account that has signed in, to read: a page asks for a few, and one that polls twice a second for all that is
    /// on its way asks for some hundred.
    /// </summary>
    [Range(1, 100_000)]
    public int AccountReadsPerWindow { get; set; } = 600;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;
}
