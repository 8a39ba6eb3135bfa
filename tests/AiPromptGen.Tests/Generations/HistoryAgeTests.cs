using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using Microsoft.DurableTask.Client;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace AiPromptGen.Tests.Generations;

/// <summary>
/// The engine may still report an instance as running after it has ended. Neither the purge of histories nor an erasure waits for such
/// an instance without a limit.
/// </summary>
[TestFixture]
public sealed class HistoryAgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [TestCase(Status.Completed, 59, false)]
    [TestCase(Status.Completed, 60, true)]
    [TestCase(Status.Failed, 60, true)]
    [TestCase(Status.Terminated, 60, true)]
    [TestCase(Status.Running, 60, false)]
    [TestCase(Status.Pending, 60, false)]
    [TestCase(Status.Running, (7 * 24 * 60) - 1, false)]
    [TestCase(Status.Running, 7 * 24 * 60, true)]
    [TestCase(Status.Pending, 7 * 24 * 60, true)]
    public void A_history_goes_an_hour_after_its_end_or_after_a_week_of_nothing(
        Status status,
        int idleMinutes,
        bool due
    ) => Assert.That(OrchestrationPurge.IsDue(Instance(status, idleMinutes), Now), Is.EqualTo(due));

    [TestCase(Status.Completed, 0, true)]
    [TestCase(Status.Failed, 0, true)]
    [TestCase(Status.Running, 59, false)]
    [TestCase(Status.Running, 60, true)]
    [TestCase(Status.Pending, 60, true)]
    public void An_erasure_goes_on_when_a_settled_generation_has_done_nothing_for_an_hour(
        Status status,
        int idleMinutes,
        bool ended
    ) => Assert.That(GenerationErasure.HasEnded(Instance(status, idleMinutes), Now), Is.EqualTo(ended));

    private static OrchestrationMetadata Instance(Status status, int idleMinutes) =>
        new(nameof(GenerationOrchestrator), "g1")
        {
            RuntimeStatus = status,
            CreatedAt = Now.AddDays(-30),
            LastUpdatedAt = Now.AddMinutes(-idleMinutes),
        };
}
