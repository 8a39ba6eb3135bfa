using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>
    /// Whether an AI provider is simulated. The local host sets it when it starts a simulator; the value false keeps it from starting one.
    /// </summary>
    public bool Ai { get; set; }

    /// <summary>Whether PayPal is simulated. It is set and turned off like <see cref="Ai"/>.</summary>
    public bool PayPal { get; set; }
}

/// <summary>Keeps a production app from starting when it would sell simulated pictures, or sell for simulated money.</summary>
internal sealed class SimulatorOptionsValidator(IConfiguration configuration) : IValidateOptions<SimulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        var on =
            options.Ai ? nameof(options.Ai)
            : options.PayPal ? nameof(options.PayPal)
            : null;
        return on is not null && !Hosting.IsDevelopment(configuration)
            ? ValidateOptionsResult.Fail(
                $"Simulators:{on} is on, but this is not a development environment. Remove the setting."
            )
            : ValidateOptionsResult.Success;
    }
}
