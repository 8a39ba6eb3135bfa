using System.Collections.Concurrent;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// One thread that runs everything: whatever may happen next is offered, and chance decides what does. The same seed makes the
/// same choices, so the same things happen in the same order. Time moves only here.
/// </summary>
internal sealed class SimLoop
{
    /// <summary>More than any run that ends; one that does not is a mistake that is told.</summary>
    private const int MostSteps = 60_000;

    /// <summary>One step in so many lets the next timer go off though others could go on.</summary>
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

    /// <summary>Where something ran on another thread; null, as it must be, when nothing did.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>Nobody waits for a turn any more: what is left is brought to its end.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Asked before a process goes on; true when it dies instead.</summary>
    public Func<SimProcess, bool> Dies { get; set; } = _ => false;

    /// <summary>Told of every step.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Waits for its turn. Whoever awaits it must not capture a context.</summary>
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

    /// <summary>What it awaits goes on here, too, in the order in which it can.</summary>
    public Task Begin(Func<Task> body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, tasks).Unwrap();

    public void Forget(SimProcess dead) => offers.RemoveAll(offer => offer.Owner == dead);

    /// <summary>Until nothing can happen any more before that time; which it is then.</summary>
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

    /// <summary>As when a machine slept, or its clock was set.</summary>
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

    /// <summary>Runs tasks on the loop's own thread, between two steps, in the order in which they came.</summary>
    /// <param name="look">Called where a task is queued: that may be another thread, where throwing would end the test run.</param>
    private sealed class Tasks(Action look) : TaskScheduler
    {
        // Without a lock, which costs a tenth of a run: only a mistake queues from another thread, and is told.
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

/// <summary>A run went on and on.</summary>
internal sealed class EndlessException(string at) : Exception($"It does not end: {at}");
