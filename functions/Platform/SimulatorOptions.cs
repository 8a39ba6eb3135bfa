using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform;

public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>An AI provider is simulated. The local host sets it where it starts one; false keeps it from doing so.</summary>
    public bool Ai { get; set; }
}

/// <summary>A production that sells simulated pictures must not start.</summary>
internal sealed class SimulatorOptionsValidator(IConfiguration configuration) : IValidateOptions<SimulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options) =>
        options.Ai && !Hosting.IsDevelopment(configuration)
            ? ValidateOptionsResult.Fail(
                "Simulators:Ai is on, but this is not a development environment. Remove the setting."
            )
            : ValidateOptionsResult.Success;
}
