using DurableTask.Core;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>What the hub in memory can do and the real engine cannot: a test's time, hosts that die at once, messages that come twice.</summary>
[TestFixture]
internal sealed class MemoryHubTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private FakeTimeProvider time = null!;

    [SetUp]
    public void Begin() => time = new FakeTimeProvider(Noon);

    [Test]
    public async Task Orchestrators_live_in_the_time_of_the_test()
    {
        using var hub = new MemoryHub(time);
        await using var engine = await Engine.InMemoryAsync(hub);
        await engine.StartAsync<Flows.Sleeper>(3600, "s");
        await engine.StatusAsync("s", OrchestrationStatus.Running);

        time.Advance(TimeSpan.FromSeconds(3599));
        await Task.Delay(100);
        Assert.That((await engine.FindAsync("s"))!.OrchestrationStatus, Is.EqualTo(OrchestrationStatus.Running));
        time.Advance(TimeSpan.FromSeconds(1));
        await Clock.UntilAsync(async () =>
            (await engine.FindAsync("s"))!.LastUpdatedTime == Noon.AddHours(1).UtcDateTime
        );
        time.Advance(TimeSpan.FromHours(1));

        var end = await engine.EndAsync("s");
        Assert.That(end.Output, Is.EqualTo("\"3600 7200\""));
        Assert.That(
            (end.CreatedTime, end.LastUpdatedTime, end.CompletedTime),
            Is.EqualTo((Noon.UtcDateTime, Noon.AddHours(2).UtcDateTime, Noon.AddHours(2).UtcDateTime))
        );
    }

    [Test]
    public async Task A_timer_that_came_due_while_no_host_lived_fires_at_once()
    {
        using var hub = new MemoryHub(time);
        var first = await Engine.InMemoryAsync(hub);
        await first.StartAsync<Flows.Sleeper>(60, "s");
        await first.StatusAsync("s", OrchestrationStatus.Running);
        first.Kill();
        await first.DisposeAsync();
        time.Advance(TimeSpan.FromHours(1));

        await using var second = await Engine.InMemoryAsync(hub);
        await Clock.UntilAsync(async () =>
            (await second.FindAsync("s"))!.LastUpdatedTime == Noon.AddHours(1).UtcDateTime
        );
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await second.EndAsync("s")).Output, Is.EqualTo("\"3600 3660\""));
    }

    [Test]
    public async Task A_clock_that_is_only_shifted_is_followed_too()
    {
        var shifted = new ShiftedTime();
        using var hub = new MemoryHub(shifted);
        await using var engine = await Engine.InMemoryAsync(hub);
        await engine.StartAsync<Flows.Sleeper>(3600, "s");
        await engine.StatusAsync("s", OrchestrationStatus.Running);

        for (var hour = 0; hour < 2; hour++)
        {
            await Task.Delay(100);
            shifted.Advance(TimeSpan.FromHours(1));
        }

        Assert.That((await engine.EndAsync("s")).Output, Does.StartWith("\"3600 "));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Whatever_write_a_host_dies_at_the_next_one_goes_on(bool after)
    {
        var reached = 0;
        for (var write = 1; write < 20; write++)
        {
            using var hub = new MemoryHub(time);
            var death = new Death(write, after);
            death.Arm();
            var first = await Engine.InMemoryAsync(hub, death);
            try
            {
                await first.StartAsync<Flows.Chain>("a", "c");
                await Clock.UntilAsync(() => Task.FromResult(death.Dead || hub.Unfinished.Count == 0));
            }
            catch (ProcessDiedException)
            {
                // Already at the start.
            }

            first.Kill();
            await first.DisposeAsync();
            await using var second = await Engine.InMemoryAsync(hub);
            if (hub.Find("c") is null)
            {
                Assert.That((write, after), Is.EqualTo((1, false)), "only what was never written is gone");
                continue;
            }

            Assert.That((await second.EndAsync("c")).Output, Is.EqualTo("\"a>1>2>3\""), $"write {write}");
            Assert.That(first.Ran.Count + second.Ran.Count, Is.InRange(3, 4), $"write {write}");
            if (!death.Dead)
            {
                break;
            }

            reached = write;
        }

        // The start, four turns, three activities.
        Assert.That(reached, Is.EqualTo(8));
    }

    [Test]
    public async Task Two_hosts_share_the_work_and_do_nothing_twice()
    {
        using var hub = new MemoryHub(time);
        await using var first = await Engine.InMemoryAsync(hub);
        await using var second = await Engine.InMemoryAsync(hub);
        first.ActivityMilliseconds = second.ActivityMilliseconds = 5;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => first.StartAsync<Flows.Chain>($"{i}", $"c{i}")));

        var ends = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => second.EndAsync($"c{i}")));
        Assert.That(ends.Select(e => e.Output), Is.EqualTo(Enumerable.Range(0, 40).Select(i => $"\"{i}>1>2>3\"")));
        Assert.That(first.Ran.Concat(second.Ran).ToList(), Has.Count.EqualTo(120).And.Unique);
        Assert.That(first.Ran, Is.Not.Empty);
        Assert.That(second.Ran, Is.Not.Empty);
    }

    [Test]
    public async Task What_a_dead_host_had_taken_is_done_by_the_other_and_its_own_answer_is_refused()
    {
        using var hub = new MemoryHub(time);
        var service = new MemoryHubService(hub);
        await using (var starter = await Engine.InMemoryAsync(hub))
        {
            await starter.StartAsync<Flows.Listener>(1, "l");
            await starter.StatusAsync("l", OrchestrationStatus.Running);
        }

        hub.Send([Word("l", "x")]);
        var taken = await service.LockNextTaskOrchestrationWorkItemAsync(
            TimeSpan.FromSeconds(5),
            CancellationToken.None
        );
        Assert.That(taken.NewMessages, Has.Count.EqualTo(1));
        service.Kill();

        await using var other = await Engine.InMemoryAsync(hub);
        Assert.That((await other.EndAsync("l")).Output, Is.EqualTo("\"x\""));
        Assert.That(
            async () =>
                await service.CompleteTaskOrchestrationWorkItemAsync(
                    taken,
                    taken.OrchestrationRuntimeState,
                    [],
                    [],
                    [],
                    null,
                    null
                ),
            Throws.InstanceOf<ProcessDiedException>()
        );
    }

    [Test]
    public async Task A_hub_that_repeats_runs_every_activity_twice_and_every_orchestration_once()
    {
        using var hub = new MemoryHub(time, repeats: true);
        await using var engine = await Engine.InMemoryAsync(hub);

        var end = await engine.RunAsync<Flows.Chain>("a", "c");
        await Clock.UntilAsync(() => Task.FromResult(engine.Ran.Count == 6));
        await Task.Delay(200);

        Assert.That(end.Output, Is.EqualTo("\"a>1>2>3\""));
        Assert.That(engine.Ran, Is.EquivalentTo(new[] { "a", "a", "a>1", "a>1", "a>1>2", "a>1>2" }));
        Assert.That(
            (await engine.FindAsync("c"))!.OrchestrationInstance.ExecutionId,
            Is.EqualTo(end.OrchestrationInstance.ExecutionId)
        );
    }

    private static TaskMessage Word(string id, string word) =>
        new()
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
            Event = new DurableTask.Core.History.EventRaisedEvent(-1, $"\"{word}\"") { Name = "Word" },
        };
}
