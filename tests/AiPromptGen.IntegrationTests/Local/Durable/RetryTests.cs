using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class RetryTests
{
    [TestCase(10, null, 5, new[] { 0, 10, 30, 60, 90 }, true, TestName = "Intervals_double_up_to_the_longest")]
    [TestCase(3, null, 5, new[] { 0, 10, 30 }, false, TestName = "The_last_attempt_fails_the_call")]
    [TestCase(10, 35, 9, new[] { 0, 10, 30, 60 }, false, TestName = "The_time_for_retries_runs_out")]
    public async Task A_policy_decides(int attempts, int? timeout, int succeedsAt, int[] seconds, bool succeeds)
    {
        var at = new List<double>();
        TestHub? hub = null;
        var began = DateTimeOffset.MinValue;
        var probe = new Probe().On(
            "One",
            input =>
            {
                at.Add((hub!.Time.GetUtcNow() - began).TotalSeconds);
                return at.Count == succeedsAt ? input : throw new FixtureException("again");
            }
        );
        await using (hub = await TestHub.StartAsync(probe))
        {
            began = hub.Time.GetUtcNow();
            var id = await hub.ScheduleAsync("Retrying", new RetryPlan(attempts, timeout));
            for (var i = 0; i < 130; i++)
            {
                await hub.AdvanceAsync(TimeSpan.FromSeconds(1));
            }

            var end = await hub.EndAsync(id);
            Assert.That(at, Is.EqualTo(seconds));
            Assert.That(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, Is.EqualTo(succeeds));
        }
    }

    [Test]
    public async Task A_failure_the_policy_does_not_handle_is_final()
    {
        await using var hub = await TestHub.StartAsync(
            new Probe().On("One", string (_) => throw new FormatException("never again"))
        );

        var end = await hub.RunAsync("Retrying", new RetryPlan(5, null));

        Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
        Assert.That(hub.Probe.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Retries_go_on_after_a_restart()
    {
        var probe = new Probe();
        probe.On("One", input => probe.Calls.Count == 2 ? input : throw new FixtureException("again"));
        await using var first = await TestHub.StartAsync(probe);
        var id = await first.ScheduleAsync("Retrying", new RetryPlan(2, null));
        await first.QuietAsync();

        await using var second = await first.RestartAsync();
        await second.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.That((await second.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("x"));
    }

    [TestCase(0, 1, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(1, 1, 0.9)]
    public void A_policy_that_makes_no_sense_is_refused(int attempts, int seconds, double coefficient) =>
        Assert.That(
            () => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), coefficient),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
}
