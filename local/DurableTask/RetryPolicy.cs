namespace Microsoft.DurableTask;

public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> handleFailure = _ => true;

    /// <param name="maxRetryInterval">One hour when null.</param>
    /// <param name="retryTimeout">Counted from the first attempt; no limit when null.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ArgumentOutOfRangeException.ThrowIfLessThan(
            maxRetryInterval ?? firstRetryInterval,
            firstRetryInterval,
            nameof(maxRetryInterval)
        );
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Which failures are worth another attempt; all, unless set.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => handleFailure = value;
    }

    /// <param name="attempt">Attempts made so far, from 1.</param>
    /// <returns>Null: give up.</returns>
    internal TimeSpan? DelayAfter(int attempt, TaskFailureDetails failure, TimeSpan elapsed)
    {
        var late = RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= RetryTimeout;
        if (attempt >= MaxNumberOfAttempts || late || !handleFailure(failure))
        {
            return null;
        }

        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxRetryInterval.TotalMilliseconds));
    }
}
