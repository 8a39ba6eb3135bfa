using AiPromptGen.Audit;
using AiPromptGen.Billing;
using AiPromptGen.Favourites;
using AiPromptGen.Generations;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Support;
using AiPromptGen.Uploads;
using Microsoft.Azure.Functions.Worker.Builder;

namespace AiPromptGen;

internal static class App
{
    /// <summary>Everything the app is made of, for the program and for tests that build it in process.</summary>
    public static FunctionsApplicationBuilder AddAiPromptGen(this FunctionsApplicationBuilder builder) =>
        builder
            .ConfigureFunctionsWebApplication()
            .AddPlatform()
            .AddTelemetry()
            .AddAccounts()
            .AddCredits()
            .AddBilling()
            .AddUploads()
            .AddFavourites()
            .AddGenerations()
            .AddAudit()
            .AddSupport();
}
