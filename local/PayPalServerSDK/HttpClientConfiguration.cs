namespace PaypalServerSdk.Standard.Http.Client;

public class HttpClientConfiguration
{
    private HttpClientConfiguration() { }

    public class Builder
    {
        internal HttpClient? Client { get; private set; }

        internal bool Overrides { get; private set; } = true;

        public Builder HttpClientInstance(HttpClient httpClientInstance, bool overrideHttpClientConfiguration = true)
        {
            (Client, Overrides) = (httpClientInstance, overrideHttpClientConfiguration);
            return this;
        }
    }
}
