using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// What one client address may ask of the routes that need no sign-in, of each instance of the app. Where addresses do not
/// arrive, all clients together may ask <see cref="AddressLimiter.Together"/> times as much.
/// </summary>
public sealed class AddressLimitOptions
{
    public const string Section = "AddressLimits";

    [Range(1, 100_000)]
    public int RequestsPerWindow { get; set; } = 120;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;
}

[OptionsValidator]
internal sealed partial class AddressLimitOptionsValidator : IValidateOptions<AddressLimitOptions>;
