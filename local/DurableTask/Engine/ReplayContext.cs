using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DurableTask.Core.Exceptions;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Local;

/// <summary>The context of one replay: answers from history, and collects what is asked for beyond it.</summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext
{
    private readonly InstanceRow row;
    private readonly ILoggerFactory loggers;
    private readonly HistoryEvent[] recorded;
    private DateTimeOffset now;
    private int guids;

    public ReplayContext(InstanceRow row, IReadOnlyList<HistoryEvent> history, ILoggerFactory loggers, Action illegal)
    {
        this.row = row;
        recorded = [.. history.Where(e => e.IsAction).OrderBy(e => e.TaskId)];
        now = row.Started;
        CustomStatus = row.CustomStatus;
        this.loggers = loggers;
        Thread = new(() =>
        {
            Fault ??= new InvalidOperationException(Replay.IllegalAwait);
            illegal();
        });
    }

    public OrchestratorThread Thread { get; }

    /// <summary>Decides the outcome even if the orchestrator catches it.</summary>
    public Exception? Fault { get; private set; }

    public List<OrchestrationAction> Actions { get; } = [];

    public (string? Input, bool Preserve)? Continuation { get; private set; }

    public string? CustomStatus { get; private set; }

    public bool IsReplayingNow { get; set; }

    public int Batch { get; private set; }

    public override TaskName Name => row.Name;

    public override string InstanceId => row.Id;

    public override ParentOrchestrationInstance? Parent =>
        row.Parent is { } parent ? new(parent.Name, parent.Id) : null;

    public override DateTime CurrentUtcDateTime => Legal(now.UtcDateTime);

    public override bool IsReplaying => Legal(IsReplayingNow);

    public void BeginBatch(HistoryEvent first) => (Batch, now) = (first.Batch, first.Time);

    public override T GetInput<T>()
        where T : default => Legal(Payloads.Deserialize<T>(row.Input))!;

    public object? GetInput(Type type) => Legal(Payloads.Deserialize(row.Input, type));

    public override void SetCustomStatus(object? customStatus) =>
        CustomStatus = Legal(Payloads.Serialize(customStatus, "custom status"));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continuation = Legal((Payloads.Serialize(newInput, "input"), preserveUnprocessedEvents));

    public override ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, loggers.CreateLogger(categoryName));

    public override Guid NewGuid()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{row.Id}_{CurrentUtcDateTime:o}_{guids++}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>Nothing may be asked from another thread, nor after the replay has ended.</summary>
    private T Legal<T>(T value)
    {
        if (!Thread.IsCurrent)
        {
            Thread.Post(_ => { }, null);
            throw new InvalidOperationException(Replay.IllegalAwait);
        }

        return value;
    }

    private OrchestrationAction Ask(
        HistoryKind kind,
        string name,
        string? payload = null,
        string target = "",
        DateTimeOffset fireAt = default
    )
    {
        var action = Legal(new OrchestrationAction(Actions.Count, kind, name, payload, target, fireAt));
        if (action.Id < recorded.Length && !IsSame(recorded[action.Id], action))
        {
            throw Differs(recorded[action.Id], $"the orchestrator now asks for {Text(kind, name)}");
        }

        Actions.Add(action);
        return action;
    }

    private static bool IsSame(HistoryEvent e, OrchestrationAction action) =>
        e.Kind == action.Kind && string.Equals(e.Name, action.Name, StringComparison.OrdinalIgnoreCase);

    private static string Text(HistoryKind kind, string name) => name.Length == 0 ? $"{kind}" : $"{kind} '{name}'";

    private Exception Differs(HistoryEvent e, string but) =>
        Fault ??= new NonDeterministicOrchestrationException(
            $"the history has {Text(e.Kind, e.Name)} as action #{e.TaskId}, but {but}. "
                + "The orchestrator's code has changed or depends on something besides its history."
        );
}

internal sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!context.IsReplaying)
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
