namespace PaypalServerSdk.Standard.Authentication;

public sealed class ClientCredentialsAuthModel
{
    private ClientCredentialsAuthModel(string id, string secret) => (Id, Secret) = (id, secret);

    internal string Id { get; }

    internal string Secret { get; }

    public class Builder(string oAuthClientId, string oAuthClientSecret)
    {
        private readonly string id = oAuthClientId ?? throw new ArgumentNullException(nameof(oAuthClientId));
        private readonly string secret =
            oAuthClientSecret ?? throw new ArgumentNullException(nameof(oAuthClientSecret));

        public ClientCredentialsAuthModel Build() => new(id, secret);
    }
}
