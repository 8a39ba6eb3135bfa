using System.Net;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Authentication;

namespace AiPromptGen.Billing;

internal static class BillingModule
{
    private const string PayPalClient = "paypal";

    public static FunctionsApplicationBuilder AddBilling(this FunctionsApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddOptions<BillingOptions, BillingOptionsValidator>(BillingOptions.Section);
        builder.AddOptions<PayPalOptions, PayPalOptionsValidator>(PayPalOptions.Section);

        services.AddSingleton<ShopCatalog>();
        services.AddSingleton<Business>();
        services.AddSingleton<BillingGate>();
        services.AddSingleton<BillingTables>();
        services.AddHostedService(s => s.GetRequiredService<BillingTables>());
        services.AddSingleton(s => new BillingStore(s.GetRequiredService<StorageClients>().Users));
        services.AddSingleton(s => new BillingIndex(s.GetRequiredService<BillingTables>().Index));
        services.AddSingleton(s => new InvoiceArchive(s.GetRequiredService<BillingTables>().Invoices));
        services.AddSingleton<PaymentBooking>();
        services.AddSingleton<PurchaseSync>();
        services.AddSingleton<ErasedPurchases>();
        services.AddHostedService<ShopCheck>();
        services.AddSingleton<Refunds>();
        services.AddSingleton<PlanChanges>();
        services.AddSingleton<Checkout>();
        services.AddSingleton<IErasureStep, BillingErasure>();
        AddPayPal(services);
        AddWebhooks(services);
        return builder;
    }

    private static void AddPayPal(IServiceCollection services)
    {
        services.AddSingleton<PayPalToken>();
        services.AddTransient<PayPalHandler>();
        services
            .AddHttpClient(PayPalClient, client => client.Timeout = TimeSpan.FromSeconds(30))
            .AddHttpMessageHandler<PayPalHandler>()
            // The client's own log lines quote addresses, which hold ids; our log lines have what is needed.
            .RemoveAllLoggers();
        services.AddSingleton(s => new PayPalRest(
            ClientOf(s, PayPalClient),
            s.GetRequiredService<IOptions<PayPalOptions>>()
        ));
        services.AddSingleton(s =>
        {
            var options = s.GetRequiredService<IOptions<PayPalOptions>>().Value;
            // One client for the whole process. It fetches an access token of its own, which the handler replaces with ours.
            return new PaypalServerSdkClient.Builder()
                .Environment(
                    options.IsLive
                        ? PaypalServerSdk.Standard.Environment.Production
                        : PaypalServerSdk.Standard.Environment.Sandbox
                )
                .ClientCredentialsAuth(
                    new ClientCredentialsAuthModel.Builder(options.ClientId ?? "", options.ClientSecret ?? "").Build()
                )
                .HttpClientConfig(http => http.HttpClientInstance(ClientOf(s, PayPalClient), false))
                .Build();
        });
        services.TryAddSingleton<IPaymentGateway, PayPalGateway>();
    }

    private static HttpClient ClientOf(IServiceProvider services, string name) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private static void AddWebhooks(IServiceCollection services)
    {
        services
            .AddHttpClient(WebhookCertificates.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.None,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                }
            );
        services.AddSingleton(s => new WebhookCertificates(
            ClientOf(s, WebhookCertificates.ClientName),
            s.GetRequiredService<IOptions<PayPalOptions>>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<WebhookVerifier>();
        services.AddSingleton<WebhookInbox>();
        services.AddSingleton<PaymentEventStarts>();
        services.AddSingleton<PaymentEvents>();
        services.AddSingleton<LostEvents>();
        services.AddSingleton<IExportSection, InboxExport>();
    }
}
