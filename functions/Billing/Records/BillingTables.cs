using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Billing.Records;

/// <summary>The tables of billing beside the accounts' partitions. With paid plans off they are not even made.</summary>
internal sealed class BillingTables(StorageClients storage, Catalogue catalogue) : IHostedService
{
    /// <summary>Ids of orders, subscriptions and payments, and whose they are.</summary>
    public TableClient Index { get; } = storage.Tables.GetTableClient("billingindex");

    /// <summary>What the law wants kept of erased accounts: no account, no person.</summary>
    public TableClient Invoices { get; } = storage.Tables.GetTableClient("invoices");

    public Task StartAsync(CancellationToken cancellationToken) =>
        catalogue.IsOpen
            ? Task.WhenAll(
                Index.CreateIfNotExistsAsync(cancellationToken),
                Invoices.CreateIfNotExistsAsync(cancellationToken)
            )
            : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
