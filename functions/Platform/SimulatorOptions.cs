using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>An AI provider is simulated. The local host sets it where it starts one; false keeps it from doing so.</summary>
    public bool Ai { get; set; }

    /// <summary>PayPal is simulated. Set and kept off as <see cref="Ai"/>.</summary>
    public bool PayPal { get; set; }
}

/// <summary>A production that sells simulated pictures, or sells for simulated money, must not start.</summary>
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
