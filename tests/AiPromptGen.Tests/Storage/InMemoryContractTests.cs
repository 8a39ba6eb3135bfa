using AiPromptGen.Tests.Support.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace AiPromptGen.Tests.Storage;

/// <summary>The storage in memory, which many tests use in place of the real one, keeps the same contract.</summary>
[TestFixture]
internal sealed class InMemoryTableContractTests : TableContractTests
{
    protected override TableServiceClient Service { get; } =
        new InMemoryTables(new StorageData(TimeProvider.System), StorageCalls.Plain);
}

/// <inheritdoc cref="InMemoryTableContractTests"/>
[TestFixture]
internal sealed class InMemoryBlobContractTests : BlobContractTests
{
    protected override BlobServiceClient Service { get; } =
        new InMemoryBlobs(new StorageData(TimeProvider.System), StorageCalls.Plain);
}
