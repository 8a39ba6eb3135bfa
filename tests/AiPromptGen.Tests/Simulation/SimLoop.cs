using System.Collections.Concurrent;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// Runs everything on one thread. All steps that could happen next are offered, and chance picks one of them. The same seed makes the
/// same choices, so the same steps happen in the same order. Only this class moves the simulated time.
/// </summary>
internal sealed class SimLoop
{
    /// <summary>More steps than any run needs. A run that takes more ends with an <see cref="EndlessException"/>.</summary>
    private const int MostSteps = 60_000;

    /// <summary>In one of this many steps, on average, the next timer fires although other steps are offered.</summary>
    private const int TimerEvery = 40;

    private readonly List<Offer> offers = [];
    private readonly PriorityQueue<SimTimer, (DateTimeOffset, long)> timers = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly Random random;
    private readonly Tasks tasks;
    private long sequence;

    public SimLoop(Random random, DateTimeOffset start)
    {
        (this.random, Now) = (random, start);
        tasks = new Tasks(() => IsElsewhere());
    }

    private sealed record Offer(SimProcess? Owner, string What, Action Run);

    public DateTimeOffset Now { get; private set; }

    public int Steps { get; private set; }

    /// <summary>The stack of the first code that ran on another thread, which is a mistake; null when none did.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>
    /// Set when the eventful part of a run is over, so that what is left comes to its end: requests no longer wait for a turn, and timers
    /// fire only when no other step is offered.
    /// </summary>
    public bool IsQuiet { get; set; }

    /// <summary>Called before each step of a process; returns true when the process dies instead.</summary>
    public Func<SimProcess, bool> Dies { get; set; } = _ => false;

    /// <summary>Called before each step of a process; returns until when the process stands still.</summary>
    public Func<SimProcess, DateTimeOffset> Freezes { get; set; } = _ => default;

    /// <summary>Called with a line of text at every step.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Waits until chance picks this step. The stand-ins for services await it with ConfigureAwait(false).</summary>
    public Task PauseAsync(SimProcess? owner, string what)
    {
        ThrowIfElsewhere();
        if (IsQuiet)
        {
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource();
        Add(owner, what, turn.SetResult);
        return turn.Task;
    }

    public void Add(SimProcess? owner, string what, Action run) => offers.Add(new Offer(owner, what, run));

    public void Add(SimTimer timer) => timers.Enqueue(timer, (timer.Due, ++sequence));

    /// <summary>Starts a task whose continuations run on the loop's thread, in the order in which they are queued.</summary>
    public Task Begin(Func<Task> body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, tasks).Unwrap();

    public void Forget(SimProcess dead) => offers.RemoveAll(offer => offer.Owner == dead);

    /// <summary>Runs all steps, and all timers that are due by then, until none is left. Afterwards the time is at least this.</summary>
    public void Run(DateTimeOffset until)
    {
        while (true)
        {
            tasks.Drain();
            ThrowIfElsewhere();
            if (offers.Count > 0 && !(timers.Count > 0 && !IsQuiet && random.Next(TimerEvery) == 0))
            {
                Step();
            }
            else if (timers.TryPeek(out var next, out _) && (next.Due <= until || next.IsOver))
            {
                timers.Dequeue();
                Fire(next);
            }
            else if (offers.Count == 0)
            {
                Now = until > Now ? until : Now;
                return;
            }
            else
            {
                Step();
            }
        }
    }

    /// <summary>Moves the time forward without firing timers on the way, as when a machine slept or its clock was set.</summary>
    public void Jump(TimeSpan by) => Now += by;

    private void Step()
    {
        if (++Steps > MostSteps)
        {
            throw new EndlessException(string.Join(", ", offers.Take(5).Select(o => o.What)));
        }

        var index = random.Next(offers.Count);
        var offer = offers[index];
        offers[index] = offers[^1];
        offers.RemoveAt(offers.Count - 1);
        Now += TimeSpan.FromMilliseconds(random.Next(20));
        if (offer.Owner is { } still && Freezes(still) > Now)
        {
            Add(new SimTimer(still.FrozenUntil, still, () => offers.Add(offer)));
            return;
        }

        if (offer.Owner is { } owner && Dies(owner))
        {
            Trace?.Invoke($"{owner} dies before {offer.What}");
            owner.Die();
            return;
        }

        Trace?.Invoke($"{offer.Owner?.ToString() ?? "-"} {offer.What}");
        offer.Run();
    }

    private void Fire(SimTimer timer)
    {
        if (!timer.IsOver)
        {
            Now = timer.Due > Now ? timer.Due : Now;
            timer.Fire();
        }
    }

    private bool IsElsewhere()
    {
        if (Environment.CurrentManagedThreadId == thread)
        {
            return false;
        }

        Elsewhere ??= Environment.StackTrace;
        return true;
    }

    private void ThrowIfElsewhere()
    {
        if (IsElsewhere())
        {
            throw new InvalidOperationException("This ran on another thread, so a seed would not repeat it.");
        }
    }

    /// <summary>Runs tasks on the loop's own thread, between two steps, in the order in which they were queued.</summary>
    /// <param name="look">
    /// Called when a task is queued. It must not throw: on another thread, an exception would end the whole test run.
    /// </param>
    private sealed class Tasks(Action look) : TaskScheduler
    {
        // Concurrent, because a mistake may queue from another thread; the loop reports that. A lock would cost a tenth of a run's time.
        private readonly ConcurrentQueue<Task> queue = new();

        public void Drain()
        {
            while (queue.TryDequeue(out var task))
            {
                TryExecuteTask(task);
            }
        }

        protected override void QueueTask(Task task)
        {
            look();
            queue.Enqueue(task);
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => queue;
    }
}

/// <summary>A run took more steps than any run needs.</summary>
internal sealed class EndlessException(string at) : Exception($"It does not end: {at}");
