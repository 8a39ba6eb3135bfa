using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Platform.Storage;

/// <summary>Makes the tables and containers once per start. On Azure they are there already: infra/ makes them.</summary>
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
