using System.Text.Json;
using System.Text.Json.Serialization;
using AiPromptGen.Tests.Architecture;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;

namespace AiPromptGen.Tests.Histories;

/// <summary>What an activity was called with.</summary>
internal sealed record RecordedCall(string Activity, JsonElement? Input);

/// <summary>
/// One orchestration from its start to its end, as the engine stores it: what an instance that runs during a deployment may
/// find itself with. Committed below the version that recorded it.
/// </summary>
internal sealed record RecordedHistory
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<OrchestrationRuntimeStatus>() },
    };

    public required string Orchestrator { get; init; }

    public required JsonElement Input { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required OrchestrationRuntimeStatus Ended { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>What was asked for and what happened, without payloads: those may grow.</summary>
    [JsonIgnore]
    public IEnumerable<string> Steps =>
        Events.Select(e => $"{e.Batch} {e.Time:HH:mm:ss} {e.Kind} {e.TaskId} {e.Name}").Append($"{Ended}");

    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "AiPromptGen.Tests", "Histories", "Recorded");

    /// <summary>Versions that have recordings.</summary>
    public static IEnumerable<string> Versions =>
        Directory.Exists(Folder) ? Directory.EnumerateDirectories(Folder).Select(f => Path.GetFileName(f)!) : [];

    /// <summary>Names of the recordings of all versions, as <c>1.0/GenerationOrchestrator.succeeded</c>.</summary>
    public static IEnumerable<string> Names =>
        from version in Versions
        from file in Directory.EnumerateFiles(Path.Combine(Folder, version), "*.json")
        select $"{version}/{Path.GetFileNameWithoutExtension(file)}";

    public static RecordedHistory Read(string name) =>
        JsonSerializer.Deserialize<RecordedHistory>(File.ReadAllText(PathOf(name)), Readable)!;

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.json");

    public string ToJson() => JsonSerializer.Serialize(this, Readable) + "\n";

    public InstanceRow ToRow() => new("1f0c", Orchestrator, "run") { Started = Started, Input = Input.GetRawText() };
}
