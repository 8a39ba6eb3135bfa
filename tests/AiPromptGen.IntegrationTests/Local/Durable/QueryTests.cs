using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class QueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Instances_are_found_by_status_time_and_prefix()
    {
        await using var hub = await SixInstancesAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await IdsAsync(hub, new()), Is.EqualTo(new[] { "a-0", "a-1", "a-2", "b'3", "b'4", "b'5" }));
            Assert.That(await IdsAsync(hub, new(Statuses: [Status.Completed])), Is.EqualTo(new[] { "a-0", "b'3" }));
            Assert.That(await IdsAsync(hub, new(Statuses: [Status.Running])), Is.EqualTo(new[] { "a-2", "b'5" }));
            Assert.That(
                await IdsAsync(hub, new(Statuses: [Status.Failed, Status.Running])),
                Is.EqualTo(new[] { "a-1", "a-2", "b'4", "b'5" })
            );
            Assert.That(await IdsAsync(hub, new(InstanceIdPrefix: "b'")), Is.EqualTo(new[] { "b'3", "b'4", "b'5" }));
            Assert.That(
                await IdsAsync(hub, new(CreatedFrom: Noon.AddHours(1), CreatedTo: Noon.AddHours(3))),
                Is.EqualTo(new[] { "a-1", "a-2", "b'3" })
            );
        });
    }

    [Test]
    public async Task Pages_are_no_longer_than_asked_and_a_token_continues()
    {
        await using var hub = await SixInstancesAsync();
        var first = await FirstPageAsync(hub, new(PageSize: 4));
        var rest = await FirstPageAsync(hub, new(PageSize: 4, ContinuationToken: first.ContinuationToken));

        Assert.That(first.Values.Select(i => i.InstanceId), Is.EqualTo(new[] { "a-0", "a-1", "a-2", "b'3" }));
        Assert.That(rest.Values.Select(i => i.InstanceId), Is.EqualTo(new[] { "b'4", "b'5" }));
        Assert.That(rest.ContinuationToken, Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Inputs_and_outputs_come_when_asked_for(bool fetch)
    {
        await using var hub = await SixInstancesAsync();

        var page = await FirstPageAsync(hub, new(InstanceIdPrefix: "a-0", FetchInputsAndOutputs: fetch));

        Assert.That(page.Values[0].SerializedOutput is not null, Is.EqualTo(fetch));
    }

    [Test]
    public async Task A_purge_takes_finished_instances_of_the_window_with_all_their_rows()
    {
        await using var hub = await SixInstancesAsync();

        var nothing = await hub.Client.PurgeInstanceAsync("a-2", CancellationToken.None);
        var one = await hub.Client.PurgeInstanceAsync("a-1", CancellationToken.None);
        var window = await hub.Client.PurgeAllInstancesAsync(new(Noon, Noon.AddHours(4)), CancellationToken.None);
        var failed = await hub.Client.PurgeAllInstancesAsync(new(Statuses: [Status.Failed]), CancellationToken.None);

        Assert.That(
            new[] { nothing, one, window, failed }.Select(p => p.PurgedInstanceCount),
            Is.EqualTo(new[] { 0, 1, 3, 0 })
        );
        Assert.That(await IdsAsync(hub, new()), Is.EqualTo(new[] { "a-2", "b'5" }));
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in hub.Table.QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            partitions.Add(row.PartitionKey);
        }

        Assert.That(partitions, Is.EquivalentTo(new[] { "a-2", "b^275" }));
    }

    [Test]
    public async Task A_purged_id_is_free_again()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RunAsync("Chain", "x", "id");
        await hub.Client.PurgeInstanceAsync("id", CancellationToken.None);

        Assert.That((await hub.RunAsync("Chain", "y", "id")).ReadOutputAs<string>(), Is.EqualTo("y>One>Two>Three"));
    }

    private static async Task<TestHub> SixInstancesAsync()
    {
        var hub = await TestHub.StartAsync();
        foreach (var (prefix, i) in new[] { ("a-", 0), ("a-", 1), ("a-", 2), ("b'", 3), ("b'", 4), ("b'", 5) })
        {
            var id = $"{prefix}{i}";
            if (i % 3 == 2)
            {
                await hub.ScheduleAsync("Gather", 1, id);
            }
            else
            {
                await ClientTests.FinishAsync(hub, i % 3 == 0 ? Status.Completed : Status.Failed, id);
            }

            await hub.AdvanceAsync(TimeSpan.FromHours(1));
        }

        return hub;
    }

    private static async Task<List<string>> IdsAsync(TestHub hub, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in hub.Client.GetAllInstancesAsync(query))
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }

    private static async Task<Page<OrchestrationMetadata>> FirstPageAsync(TestHub hub, OrchestrationQuery query)
    {
        await foreach (var page in hub.Client.GetAllInstancesAsync(query).AsPages())
        {
            return page;
        }

        throw new AssertionException("no page");
    }
}
