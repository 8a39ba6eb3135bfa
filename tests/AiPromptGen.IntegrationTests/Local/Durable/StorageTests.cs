using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;

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
    public async Task A_fan_out_wider_than_a_transaction_has_rows_survives_a_crash_around_any_write(
        [Range(1, 5)] int write,
        [Values] bool after
    )
    {
        // The first completion records 250 scheduled activities, in one row.
        var probe = new Probe();
        await using var first = new TestHub(probe, transport: new() { DieAt = write, DieAfter = after });
        await first.StartAsync();
        var start = first.ScheduleAsync("FanOut", 250, "wide");
        await first.Storage.Death;
        await first.Hub.AbortAsync();
        await start.ContinueWith(_ => { }, TaskScheduler.Default);

        await using var second = await first.RestartAsync();
        if (await second.Client.GetInstanceAsync("wide") is null)
        {
            await second.ScheduleAsync("FanOut", 250, "wide");
        }

        Assert.That((await second.EndAsync("wide")).ReadOutputAs<string[]>(), Has.Length.EqualTo(250).And.Unique);
    }

    [Test]
    public async Task A_wide_fan_out_runs_each_activity_once_when_a_write_is_repeated(
        [Range(2, 5)] int write,
        [Values] bool after
    )
    {
        var transport = new StorageTransport
        {
            DieAt = write,
            DieAfter = after,
            Recovers = true,
        };
        await using var hub = new TestHub(transport: transport);
        await hub.StartAsync();
        var id = await hub.ScheduleAsync("FanOut", 250);

        await hub.PassAsync(hub.Client.WaitForInstanceCompletionAsync(id), TimeSpan.FromMilliseconds(100));

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string[]>(), Has.Length.EqualTo(250));
        Assert.That(hub.Probe.Calls, Has.Count.EqualTo(250).And.Unique);
    }

    [Test]
    public async Task Any_number_of_waiting_events_is_taken_up_in_order_after_a_restart()
    {
        await using var first = await TestHub.StartAsync();
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            "Gather",
            150,
            new Microsoft.DurableTask.StartOrchestrationOptions("many", first.Time.GetUtcNow().AddMinutes(1))
        );
        await first.QuietAsync();
        await first.Hub.AbortAsync();
        // As events are left by a process that died before it saw them.
        for (var i = 0; i < 150; i++)
        {
            var waiting = new HistoryEvent(HistoryKind.EventRaised, -1, "Go", $"\"{i % 10}\"", $"e-{i:D19}");
            await first.Table.AddEntityAsync(Entities.From("many", waiting.EventId!, [waiting]));
        }

        await using var second = await first.RestartAsync();
        await second.AdvanceAsync(TimeSpan.FromMinutes(1));

        var heard = string.Concat(Enumerable.Range(0, 150).Select(i => i % 10));
        Assert.That((await second.EndAsync("many")).ReadOutputAs<string>(), Is.EqualTo(heard));
    }

    [TestCase("a/b\\c#d?e%f^g")]
    [TestCase("line\nbreak")]
    [TestCase("it's ünï 漢字 🎉")]
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

    [TestCase("instance", "State")]
    [TestCase("instance", "Status")]
    [TestCase("instance", "Input")]
    [TestCase("h-00000000-00000000", "Events")]
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
