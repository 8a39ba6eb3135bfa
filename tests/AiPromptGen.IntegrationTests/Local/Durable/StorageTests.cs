using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class StorageTests
{
    [TestCase('x', 0)]
    [TestCase('x', 32 * 1024 - 2)]
    [TestCase('x', 200_000)]
    [TestCase('é', 30_000)]
    public async Task Large_values_survive(char character, int count)
    {
        var large = new string(character, count);
        await using var hub = await TestHub.StartAsync(new Probe().On("One", input => input));

        var end = await hub.RunAsync("Single", large);

        Assert.That(end.ReadInputAs<string>(), Is.EqualTo(large));
        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo(large));
    }

    [Test]
    public async Task An_input_that_does_not_fit_is_refused()
    {
        await using var hub = await TestHub.StartAsync();

        Assert.That(
            () => hub.ScheduleAsync("Plain", new string('x', 500_000)),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("500002 characters; at most 460800 fit")
        );
    }

    [TestCase("Large", 500_000)]
    [TestCase("Single", "One")]
    public async Task A_result_that_does_not_fit_fails_with_the_reason(string orchestrator, object input)
    {
        await using var hub = await TestHub.StartAsync(new Probe().On("One", _ => new string('x', 500_000)));

        var end = await hub.RunAsync(orchestrator, input);

        Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
        Assert.That(end.SerializedOutput, Does.Contain("at most 460800 fit"));
    }

    [Test]
    public async Task More_rows_than_a_transaction_takes_are_split()
    {
        await using var first = await TestHub.StartAsync();
        var id = await first.ScheduleAsync("FanOut", 250);
        var end = await first.EndAsync(id);

        Assert.That(end.ReadOutputAs<string[]>(), Has.Length.EqualTo(250));
    }

    [TestCase("a/b\\c#d?e%f^g")]
    [TestCase("line\nbreak")]
    [TestCase("it's ünï 漢字 🎉")]
    [TestCase("^lease")]
    public async Task Any_id_will_do(string id)
    {
        await using var first = await TestHub.StartAsync();
        await first.ScheduleAsync("Gather", 1, id);
        await first.QuietAsync();

        await using var second = await first.RestartAsync();
        await second.Client.RaiseEventAsync(id, "Go", "x");
        var end = await second.EndAsync(id);

        Assert.That((end.InstanceId, end.ReadOutputAs<string>()), Is.EqualTo((id, "x")));
    }

    [TestCase("instance", "Execution")]
    [TestCase("instance", "Status")]
    [TestCase("instance", "Name")]
    [TestCase("h-00000000-00000000", "Kind")]
    [TestCase("h-00000000-00000000", null)]
    public async Task An_instance_that_cannot_be_read_fails_alone(string row, string? property)
    {
        await using var first = await TestHub.StartAsync();
        await first.ScheduleAsync("Gather", 2, "bad");
        await first.ScheduleAsync("Gather", 1, "good");
        await first.Client.RaiseEventAsync("bad", "Go", "x");
        await first.QuietAsync();
        await first.Hub.AbortAsync();
        await DamageAsync(first.Table, row, property);

        await using var second = await first.RestartAsync();
        await second.Client.RaiseEventAsync("good", "Go", "fine");
        var good = await second.EndAsync("good");
        var bad = await second.EndAsync("bad");

        Assert.Multiple(() =>
        {
            Assert.That(good.ReadOutputAs<string>(), Is.EqualTo("fine"));
            Assert.That(bad.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
            Assert.That(bad.SerializedOutput, Does.StartWith("System.FormatException: The "));
        });
        Assert.That((await second.RunAsync("Plain", "x", "bad")).ReadOutputAs<string>(), Is.EqualTo("<x>"));
    }

    [Test]
    public async Task Inputs_of_activities_are_not_kept_in_the_history()
    {
        await using var hub = await TestHub.StartAsync(new Probe().On("One", _ => "result"));
        await hub.RunAsync("Chain", "input", "id");

        await foreach (var row in hub.Table.QueryAsync<TableEntity>(e => e.RowKey != "instance"))
        {
            Assert.That(row.Keys.Select(k => row[k]).OfType<string>(), Has.None.Contains("input"));
        }
    }

    private static async Task DamageAsync(TableClient table, string key, string? property)
    {
        var row = (await table.GetEntityAsync<TableEntity>("bad", key)).Value;
        if (property is null)
        {
            await table.DeleteEntityAsync(row);
            return;
        }

        // Not what is expected there, whatever that is.
        row[property] = 1.5;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
