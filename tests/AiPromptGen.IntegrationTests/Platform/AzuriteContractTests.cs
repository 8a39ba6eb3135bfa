using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace AiPromptGen.IntegrationTests.Platform;

/// <summary>The emulator keeps the contract that the storage in memory keeps in the unit tests.</summary>
[TestFixture]
internal sealed class AzuriteTableContractTests : TableContractTests
{
    protected override TableServiceClient Service { get; } = new(TestStorage.ConnectionString);
}

/// <inheritdoc cref="AzuriteTableContractTests"/>
[TestFixture]
internal sealed class AzuriteBlobContractTests : BlobContractTests
{
    protected override BlobServiceClient Service { get; } = new(TestStorage.ConnectionString);
}
