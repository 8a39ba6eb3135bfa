using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
public sealed class StripedLockTests
{
    [Test]
    public async Task A_turn_that_was_given_up_goes_to_the_next()
    {
        var locks = new StripedLock(1);
        using var giveUp = new CancellationTokenSource();
        var first = await locks.EnterAsync("a", CancellationToken.None);
        var second = locks.EnterAsync("a", giveUp.Token);
        var third = locks.EnterAsync("a", CancellationToken.None);

        await giveUp.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(third.IsCompleted, Is.False);
        first.Dispose();
        (await third).Dispose();

        using var last = await locks.EnterAsync("a", CancellationToken.None);
    }

    [Test]
    public void Who_has_given_up_before_gets_no_turn()
    {
        var locks = new StripedLock(1);

        Assert.That(
            async () => await locks.EnterAsync("a", new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(locks.EnterAsync("a", CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }

    /// <summary>
    /// The simulation runs a whole world on one thread. A wait that goes on by way of the thread pool, as that of
    /// <see cref="SemaphoreSlim"/> with a token does, comes back whenever the pool has time: seed 2887 ended before it came.
    /// </summary>
    [Test]
    public void A_turn_goes_on_where_its_caller_runs_without_the_thread_pool([Values] bool cancelable)
    {
        var locks = new StripedLock(1);
        using var source = new CancellationTokenSource();
        var token = cancelable ? source.Token : CancellationToken.None;
        var scheduler = new QueueOnly();
        // The test runner's would be captured instead of the scheduler.
        SynchronizationContext.SetSynchronizationContext(null);
        var first = locks.EnterAsync("a", CancellationToken.None).Result;
        var second = Task.Factory.StartNew(
            async () => (await locks.EnterAsync("a", token)).Dispose(),
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler
        );
        scheduler.RunAll();

        first.Dispose();

        // The waiting caller can go on at once: what it needs to go on has been queued by the one who left.
        Assert.That(scheduler.RunAll(), Is.GreaterThan(0));
        Assert.That(second.Unwrap().IsCompletedSuccessfully, Is.True);
    }

    private sealed class QueueOnly : TaskScheduler
    {
        private readonly Queue<Task> _queue = new();

        public int RunAll()
        {
            var run = 0;
            while (_queue.TryDequeue(out var task))
            {
                TryExecuteTask(task);
                run++;
            }

            return run;
        }

        protected override void QueueTask(Task task) => _queue.Enqueue(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _queue;
    }
}
