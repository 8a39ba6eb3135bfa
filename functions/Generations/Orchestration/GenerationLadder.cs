using Microsoft.DurableTask;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// How often and how long each step is tried. A reservation must outlive the longest way through, or the sweep would give
/// credits back that a live generation is about to charge; <c>GenerationLadderTests</c> adds it up.
/// </summary>
internal static class GenerationLadder
{
    public static readonly RetryPolicy TransientPolicy = new(
        maxNumberOfAttempts: 4,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(10)
    );

    /// <summary>Settling, compensation above all, goes on long after a user would have given up.</summary>
    public static readonly RetryPolicy SettlingPolicy = new(
        maxNumberOfAttempts: 18,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)
    );

    /// <summary>From acceptance. Past it the sweep takes the reservation, by the same transaction as commit and release.</summary>
    public static readonly TimeSpan ReservationLifetime = TimeSpan.FromMinutes(60);

    public static readonly TaskOptions Transient = TaskOptions.FromRetryPolicy(TransientPolicy);
    public static readonly TaskOptions Settling = TaskOptions.FromRetryPolicy(SettlingPolicy);
}
