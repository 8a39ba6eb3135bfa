using Azure;

namespace AiPromptGen.Platform;

/// <summary>What a failed storage call says about whether it was applied: mostly nothing.</summary>
public static class StorageFailure
{
    /// <summary>Lost race or unclear answer: only reading the rows tells what holds now.</summary>
    public static bool IsUnclear(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            RequestFailedException failed => failed.Status is 0 or 404 or 408 or 409 or 412 or 429 or >= 500,
            // The client's own time-out looks like a cancellation.
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            AggregateException many => many.InnerExceptions.All(inner => IsUnclear(inner, cancellationToken)),
            IOException or HttpRequestException or TimeoutException => true,
            _ => false,
        };
}
