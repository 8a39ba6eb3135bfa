using Azure;

namespace AiPromptGen.Platform;

/// <summary>Whether a failed storage call leaves it open what is stored now, which most failures do.</summary>
public static class StorageFailure
{
    /// <summary>True for a lost race and for an unclear answer: then only reading the rows shows what is stored now.</summary>
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
