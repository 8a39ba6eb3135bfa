using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Platform;

internal static class ValidatedOptions
{
    /// <summary>Options from a section of the settings, checked before the app starts: a wrong setting never meets a person.</summary>
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

    /// <summary>Options whose attributes say all that there is to check (<see cref="SettingValues"/>).</summary>
    public static OptionsBuilder<TOptions> AddCheckedOptions<TOptions>(
        this FunctionsApplicationBuilder builder,
        string section
    )
        where TOptions : class =>
        builder.Services.AddOptionsWithValidateOnStart<TOptions>().Bind(builder.Configuration.GetSection(section));
}
