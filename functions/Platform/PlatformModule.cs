using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Platform;

internal static class PlatformModule
{
    public static FunctionsApplicationBuilder AddPlatform(this FunctionsApplicationBuilder builder)
    {
        SecretReferences.RefuseUnresolved(builder.Configuration);
        SettingValues.RefuseWrong(builder.Configuration);
        // The words of a search are in the request's address, and ASP.NET Core logs addresses at the level Information.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Ids>();
        builder.Services.AddSingleton<StorageClients>();
        builder.Services.AddSingleton<AccountPictures>();
        builder.Services.AddHostedService<StorageSetup>();
        builder.AddCheckedOptions<AddressLimitOptions>(AddressLimitOptions.Section);
        builder.AddOptions<RetentionOptions, RetentionLimitsValidator>(RetentionOptions.Section);
        builder.AddOptions<SimulatorOptions, SimulatorOptionsValidator>(SimulatorOptions.Section);
        builder.Services.AddSingleton(new ClientAddress(Hosting.IsAzure(builder.Configuration)));
        builder.Services.AddSingleton<AddressLimiter>();
        CompressedResult.AddTo(builder.Services);
        builder.Services.AddSingleton<IStartupFilter, RequestGuard>();
        builder.Services.AddSingleton(SignInView.From(builder.Configuration));

        // The first one is the outermost, so an exception of authentication becomes a problem document too.
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();
        builder.UseMiddleware<QueryMiddleware>();
        return builder;
    }
}
