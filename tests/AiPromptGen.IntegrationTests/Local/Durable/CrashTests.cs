using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>Storage that goes away at each write in turn: whatever is left must be enough to finish.</summary>
[TestFixture]
internal sealed class CrashTests
{
    private const string Result = "x>One>Two+y>One<Mixed>Three";
    private const int MostWrites = 10;

    [Test]
    public async Task The_run_has_the_writes_the_other_tests_count_on()
    {
        await using var hub = await TestHub.StartAsync();

        await FinishAsync(hub);

        // Two starts, three activities, one of the child, its end at the parent, the timer.
        Assert.That(hub.Storage.Writes, Is.LessThanOrEqualTo(MostWrites).And.EqualTo(8).Within(1));
    }

    [Test]
    public async Task A_process_that_dies_around_any_write_leaves_enough_to_finish(
        [Range(1, MostWrites)] int write,
        [Values] bool after
    )
    {
        var probe = new Probe();
        await using var first = new TestHub(probe, transport: new() { DieAt = write, DieAfter = after });
        await first.StartAsync();
        var run = RunAsync(first);
        await first.PassAsync(Task.WhenAny(first.Storage.Death, run), TimeSpan.FromSeconds(10));
        await first.Hub.AbortAsync();
        await run;

        await using var second = await first.RestartAsync();
        await FinishAsync(second);

        Assert.That((await second.EndAsync("mixed")).ReadOutputAs<string>(), Is.EqualTo(Result));
        Assert.That(
            probe.Calls.ToHashSet(StringComparer.Ordinal),
            Is.EquivalentTo(new[] { "One(x)", "One(y)", "Two(x>One)", $"Three({Result[..^6]})" })
        );
        // At least once; again only what the lost write would have recorded.
        Assert.That(probe.Calls, Has.Count.LessThanOrEqualTo(4 + 2));
    }

    [Test]
    public async Task A_write_that_fails_or_whose_answer_is_lost_is_repeated_without_harm(
        [Range(1, MostWrites)] int write,
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

        await FinishAsync(hub);

        Assert.That((await hub.EndAsync("mixed")).ReadOutputAs<string>(), Is.EqualTo(Result));
        Assert.That(hub.Probe.Calls, Is.Unique, "nothing crashed, so nothing ran twice");
    }

    private static async Task RunAsync(TestHub hub)
    {
        try
        {
            await hub.ScheduleAsync("Mixed", null, "mixed");
            await hub.Client.WaitForInstanceCompletionAsync("mixed");
        }
        catch (Exception) when (hub.Storage.Death.IsCompleted)
        {
            // The caller of a process that dies gets no answer.
        }
    }

    /// <summary>Starts it unless that was done, and lets time pass until its end.</summary>
    private static async Task FinishAsync(TestHub hub)
    {
        if (await hub.Client.GetInstanceAsync("mixed") is null)
        {
            var start = hub.ScheduleAsync("Mixed", null, "mixed");
            await hub.PassAsync(start, TimeSpan.FromMilliseconds(100));
        }

        var end = hub.Client.WaitForInstanceCompletionAsync("mixed");
        await hub.PassAsync(end, TimeSpan.FromSeconds(10));
        Assert.That((await end).RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Completed));
    }
}
