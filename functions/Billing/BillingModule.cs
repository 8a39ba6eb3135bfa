using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

internal static class BillingModule
{
    public static FunctionsApplicationBuilder AddBilling(this FunctionsApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<BillingOptions>()
            .Bind(builder.Configuration.GetSection(BillingOptions.Section));
        builder.Services.AddSingleton<IValidateOptions<BillingOptions>, BillingOptionsValidator>();
        return builder;
    }
}
