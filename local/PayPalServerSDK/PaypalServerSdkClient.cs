using PaypalServerSdk.Standard.Authentication;
using PaypalServerSdk.Standard.Controllers;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Client;

namespace PaypalServerSdk.Standard;

public enum Environment
{
    Production,
    Sandbox,
}

/// <summary>The part of PayPalServerSDK 2.4.0 that this app uses. An app needs one instance, because it caches the access token.</summary>
public sealed class PaypalServerSdkClient
{
    private PaypalServerSdkClient(ApiCaller caller)
    {
        OrdersController = new(caller);
        PaymentsController = new(caller);
        SubscriptionsController = new(caller);
    }

    public OrdersController OrdersController { get; }

    public PaymentsController PaymentsController { get; }

    public SubscriptionsController SubscriptionsController { get; }

    public class Builder
    {
        private readonly HttpClientConfiguration.Builder http = new();
        private ClientCredentialsAuthModel? credentials;
        private Environment environment = Standard.Environment.Sandbox;

        public Builder ClientCredentialsAuth(ClientCredentialsAuthModel clientCredentialsAuthModel)
        {
            credentials = clientCredentialsAuthModel;
            return this;
        }

        public Builder Environment(Environment environment)
        {
            this.environment = environment;
            return this;
        }

        public Builder HttpClientConfig(Action<HttpClientConfiguration.Builder> action)
        {
            action(http);
            return this;
        }

        public PaypalServerSdkClient Build()
        {
            // The official client has no other address: a test or a simulator is reached by a handler that rewrites it.
            var address =
                environment == Standard.Environment.Production
                    ? "https://api-m.paypal.com"
                    : "https://api-m.sandbox.paypal.com";
            var sender = new HttpSender(http.Client ?? new HttpClient(), http.Overrides, new(address));
            return new(new(sender, new AccessTokens(sender, credentials)));
        }
    }
}
