using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Platform;

internal static class ValidatedOptions
{
    /// <summary>
    /// Adds options from a section of the settings and checks them before the app starts, so that a wrong setting never affects a person.
    /// </summary>
    public static OptionsBuilder<TOptions> AddOptions<TOptions, TValidator>(
        this FunctionsApplicationBuilder builder,
        string section
    )
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        builder.Services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        return builder.AddCheckedOptions<TOptions>(section);
    }

    /// <summary>Adds options whose attributes contain all checks (<see cref="SettingValues"/>).</summary>
    public static OptionsBuilder<TOptions> AddCheckedOptions<TOptions>(
        this FunctionsApplicationBuilder builder,
        string section
    )
        where TOptions : class =>
        builder.Services.AddOptionsWithValidateOnStart<TOptions>().Bind(builder.Configuration.GetSection(section));
}
