using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Platform.Storage;

/// <summary>
/// Clients for the storage account the host itself uses: <c>AzureWebJobsStorage</c> as a connection string, or, with a managed
/// identity, <c>AzureWebJobsStorage__accountName</c>, or <c>__tableServiceUri</c> and <c>__blobServiceUri</c> as on Azure.
/// </summary>
public sealed class StorageClients
{
    public const string Setting = "AzureWebJobsStorage";

    public StorageClients(IConfiguration configuration, IEnumerable<HttpPipelinePolicy> policies)
        : this(From(configuration, policies)) { }

    /// <summary>Clients of some other account, such as one in a test's memory.</summary>
    internal StorageClients((TableServiceClient Tables, BlobServiceClient Blobs) account)
    {
        (Tables, Blobs) = account;
        Users = Tables.GetTableClient("users");
        Pending = Tables.GetTableClient("pending");
        Uploaded = Tables.GetTableClient("uploaded");
        Uploads = Blobs.GetBlobContainerClient("uploads");
        Results = Blobs.GetBlobContainerClient("results");
        Erased = Tables.GetTableClient("erased");
        Pictures = [Uploads, Results];
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    /// <summary>Everything that is held about people, with one partition for each account.</summary>
    public TableClient Users { get; }

    /// <summary>Generations not yet seen to their end: account ids and times, for the sweep. Rows live for minutes.</summary>
    public TableClient Pending { get; }

    /// <summary>Which pictures were uploaded: account ids and times, for the sweep. Rows live for a day.</summary>
    public TableClient Uploaded { get; }

    public BlobContainerClient Uploads { get; }

    /// <summary>Painted pictures, which are kept for seven days.</summary>
    public BlobContainerClient Results { get; }

    /// <summary>Keyed hashes of erased accounts' ids, kept for as long as a second sign-up gets no credits.</summary>
    public TableClient Erased { get; }

    /// <summary>All containers of pictures. In each of them a blob's name begins with the account's id.</summary>
    public IReadOnlyList<BlobContainerClient> Pictures { get; }

    private static (TableServiceClient, BlobServiceClient) From(
        IConfiguration configuration,
        IEnumerable<HttpPipelinePolicy> policies
    )
    {
        var tableOptions = With(new TableClientOptions(), policies);
        var blobOptions = With(new BlobClientOptions(), policies);
        if (configuration[Setting] is { Length: > 0 } connection)
        {
            return (new TableServiceClient(connection, tableOptions), new BlobServiceClient(connection, blobOptions));
        }

        var credential = new ManagedIdentityCredential(
            configuration[$"{Setting}:clientId"] is { Length: > 0 } id
                ? ManagedIdentityId.FromUserAssignedClientId(id)
                : ManagedIdentityId.SystemAssigned
        );
        return (
            new TableServiceClient(ServiceUri(configuration, "table"), credential, tableOptions),
            new BlobServiceClient(ServiceUri(configuration, "blob"), credential, blobOptions)
        );
    }

    private static TOptions With<TOptions>(TOptions options, IEnumerable<HttpPipelinePolicy> policies)
        where TOptions : ClientOptions
    {
        foreach (var policy in policies)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return options;
    }

    private static Uri ServiceUri(IConfiguration configuration, string service) =>
        configuration[$"{Setting}:{service}ServiceUri"] is { Length: > 0 } uri ? new Uri(uri)
        // An account's name alone means the public cloud, as for the Functions host.
        : configuration[$"{Setting}:accountName"] is { Length: > 0 } name
            ? new Uri($"https://{name}.{service}.core.windows.net")
        : throw new InvalidOperationException(
            $"No storage: set {Setting} to a connection string, or {Setting}__accountName or __{service}ServiceUri for a managed identity."
        );
}

/// <summary>Creates the tables and containers when the app starts. On Azure they exist already, because infra/ creates them.</summary>
internal sealed class StorageSetup(StorageClients storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            storage.Users.CreateIfNotExistsAsync(cancellationToken),
            storage.Pending.CreateIfNotExistsAsync(cancellationToken),
            storage.Erased.CreateIfNotExistsAsync(cancellationToken),
            storage.Uploaded.CreateIfNotExistsAsync(cancellationToken),
            storage.Uploads.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            storage.Results.CreateIfNotExistsAsync(cancellationToken: cancellationToken)
        );

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
