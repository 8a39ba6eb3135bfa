using System.Globalization;
using System.Text.Json;
using AiPromptGen.Host.Start;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace AiPromptGen.Tests.Histories;

/// <summary>What an activity was called with.</summary>
internal sealed record RecordedCall(string Activity, JsonElement? Input);

/// <summary>
/// One orchestration from its start to its end, as Microsoft's durable extension sends it to the worker: what an instance that runs
/// during a deployment may find itself with. Committed below the version that recorded it.
/// </summary>
internal sealed record RecordedHistory
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public required string Orchestrator { get; init; }

    /// <summary>Name of an <see cref="OrchestrationStatus"/>.</summary>
    public required string Ended { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>
    /// The last request, in base64 of an <see cref="OrchestratorRequest"/>: the past is everything before the turn in which the
    /// orchestration ended, so that the requests of all earlier turns can be made of it.
    /// </summary>
    public required string Request { get; init; }

    public static string Folder { get; } =
        Path.Combine(LocalConfiguration.RepositoryRoot!, "tests", "AiPromptGen.Tests", "Histories", "Recorded");

    /// <summary>Versions that have recordings.</summary>
    public static IEnumerable<string> Versions =>
        Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder));

    /// <summary>Names of the recordings of all versions, as <c>1.0/GenerationOrchestrator.succeeded</c>.</summary>
    public static IEnumerable<string> Names =>
        from version in Versions
        from file in Directory.EnumerateFiles(Path.Combine(Folder, version), "*.json")
        select $"{version}/{Path.GetFileNameWithoutExtension(file)}";

    public static RecordedHistory Read(string name) =>
        JsonSerializer.Deserialize<RecordedHistory>(File.ReadAllText(PathOf(name)), Readable)!;

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.json");

    public string ToJson() => JsonSerializer.Serialize(this, Readable) + "\n";

    /// <summary>The request of every turn, in base64, as the extension sent them one after the other.</summary>
    public IReadOnlyList<string> Turns()
    {
        var last = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(Request));
        var events = last.PastEvents.Concat(last.NewEvents).ToList();
        var starts = Enumerable.Range(0, events.Count).Where(i => IsStart(events[i])).Append(events.Count).ToList();
        var turns = new List<string>();
        for (var turn = 0; turn + 1 < starts.Count; turn++)
        {
            var request = last.Clone();
            request.PastEvents.Clear();
            request.NewEvents.Clear();
            request.PastEvents.AddRange(events.Take(starts[turn]));
            request.NewEvents.AddRange(events[starts[turn]..starts[turn + 1]].Where(IsReceived));
            turns.Add(Convert.ToBase64String(request.ToByteArray()));
        }

        return turns;
    }

    /// <summary>What was asked for and what happened, turn by turn, without payloads: those may grow.</summary>
    public IEnumerable<string> Steps()
    {
        var last = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(Request));
        var began = DateTime.MinValue;
        foreach (var happened in last.PastEvents.Concat(last.NewEvents))
        {
            began = IsStart(happened) ? happened.Timestamp.ToDateTime() : began;
            yield return happened.EventTypeCase switch
            {
                HistoryEvent.EventTypeOneofCase.TaskScheduled =>
                    $"call {happened.EventId} {happened.TaskScheduled.Name}",
                HistoryEvent.EventTypeOneofCase.TaskCompleted => $"done {happened.TaskCompleted.TaskScheduledId}",
                HistoryEvent.EventTypeOneofCase.TaskFailed => $"failed {happened.TaskFailed.TaskScheduledId}",
                HistoryEvent.EventTypeOneofCase.TimerCreated => string.Create(
                    CultureInfo.InvariantCulture,
                    $"timer {happened.EventId} in {(happened.TimerCreated.FireAt.ToDateTime() - began).TotalSeconds:F0} s"
                ),
                HistoryEvent.EventTypeOneofCase.TimerFired => $"timer {happened.TimerFired.TimerId} fired",
                var other => $"{other}",
            };
        }

        yield return Ended;
    }

    private static bool IsStart(HistoryEvent happened) =>
        happened.EventTypeCase == HistoryEvent.EventTypeOneofCase.OrchestratorStarted;

    /// <summary>Everything but what the turn itself came to, which the engine adds to the history after it.</summary>
    private static bool IsReceived(HistoryEvent happened) =>
        happened.EventTypeCase
            is not HistoryEvent.EventTypeOneofCase.TaskScheduled
                and not HistoryEvent.EventTypeOneofCase.TimerCreated
                and not HistoryEvent.EventTypeOneofCase.OrchestratorCompleted;
}
