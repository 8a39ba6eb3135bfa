using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform;

internal static class PlatformModule
{
    public static FunctionsApplicationBuilder AddPlatform(this FunctionsApplicationBuilder builder)
    {
        SecretReferences.RefuseUnresolved(builder.Configuration);
        // A search stands in its address, and ASP.NET Core logs addresses at Information.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Ids>();
        builder.Services.AddSingleton<StorageClients>();
        builder.Services.AddSingleton<AccountPictures>();
        builder.Services.AddHostedService<StorageSetup>();
        builder
            .Services.AddOptionsWithValidateOnStart<AddressLimitOptions>()
            .Bind(builder.Configuration.GetSection(AddressLimitOptions.Section));
        builder.Services.AddSingleton<IValidateOptions<AddressLimitOptions>, AddressLimitOptionsValidator>();
        builder
            .Services.AddOptionsWithValidateOnStart<SimulatorOptions>()
            .Bind(builder.Configuration.GetSection(SimulatorOptions.Section));
        builder.Services.AddSingleton<IValidateOptions<SimulatorOptions>, SimulatorOptionsValidator>();
        builder.Services.AddSingleton(new ClientAddress(Hosting.IsAzure(builder.Configuration)));
        builder.Services.AddSingleton<AddressLimiter>();
        CompressedResult.AddTo(builder.Services);
        builder.Services.AddSingleton(SignInView.Of(builder.Configuration));

        // Outermost first: whatever authentication throws becomes a problem document too.
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();
        return builder;
    }
}
