using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Support;

[TestFixture]
internal sealed class TestStorageTests
{
    [Test]
    public async Task It_stores_and_is_the_same_for_every_test()
    {
        var table = new TableClient(TestStorage.ConnectionString, "teststorage");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var again = new TableClient(TestStorage.ConnectionString, "teststorage");

        Assert.That((await again.GetEntityAsync<TableEntity>("p", "r")).HasValue, Is.True);
    }
}
