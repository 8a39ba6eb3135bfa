using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Local;

/// <summary>Names, ids and types only: messages of exceptions may hold what people wrote.</summary>
internal sealed partial class HubLog(ILogger<HubLog> logger)
{
    [LoggerMessage(9001, LogLevel.Error, "Orchestration {Name} {InstanceId} cannot go on and fails: {ErrorType}")]
    public partial void InstancePoisoned(string name, string instanceId, string errorType);

    [LoggerMessage(9002, LogLevel.Error, "Orchestration {Name} {InstanceId} stays unfinished: {ErrorType}")]
    public partial void InstanceParked(string name, string instanceId, string errorType);

    [LoggerMessage(9003, LogLevel.Warning, "Task hub storage does not answer ({ErrorType}); trying again")]
    public partial void StorageAway(string errorType);

    [LoggerMessage(9004, LogLevel.Warning, "Task hub {Hub} does not run here: {ErrorType}")]
    public partial void CannotRun(string hub, string errorType);

    [LoggerMessage(9005, LogLevel.Information, "Task hub {Hub} runs here, {Count} unfinished orchestrations")]
    public partial void Running(string hub, int count);
}
