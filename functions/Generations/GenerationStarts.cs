using System.Diagnostics;
using AiPromptGen.Generations.Orchestration;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>Starts orchestrations under their generation's id, and starts again what a crash kept from starting.</summary>
internal sealed partial class GenerationStarts(IOptions<GenerationOptions> options, ILogger<GenerationStarts> logger)
{
    public GenerationStart Of(Generation generation) =>
        new()
        {
            AccountId = generation.Account.Value,
            GenerationId = generation.Id,
            UploadId = generation.Request.Source?.UploadId,
            IsByAddress = generation.Request.Source?.Url is null ? null : true,
            ReserveCredits = generation.ReservedCredits,
            AcceptedAt = generation.AcceptedAt,
            GenerateSeconds = options.Value.GenerateSeconds,
            ReservationDeadline = generation.AcceptedAt + GenerationLadder.ReservationLifetime,
            Kind = generation.Request.Kind,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null,
        };

    public Task StartAsync(DurableTaskClient client, Acceptance accepted, CancellationToken cancellationToken) =>
        accepted switch
        {
            { IsReplay: false } => TryStartAsync(client, accepted.Start, cancellationToken),
            // The process may have died between accepting and starting it. The client's repeated request starts it then.
            { Generation.IsFinal: false } => EnsureStartedAsync(client, accepted.Start, cancellationToken),
            _ => Task.CompletedTask,
        };

    /// <summary>Never fails an accepted request: what cannot be started now, the sweep starts within minutes.</summary>
    public async Task TryStartAsync(
        DurableTaskClient client,
        GenerationStart start,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await StartAsync(client, start, cancellationToken);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogStartFailed(start.GenerationId, failed.GetType().Name);
        }
    }

    /// <summary>
    /// Starts the orchestration unless an instance of it is waiting, running or completed. Starting a completed one would replace it and
    /// run it again (the host's overridableExistingInstanceStates). One whose history was purged is started again; that changes nothing,
    /// because its steps find what was decided before.
    /// </summary>
    public async Task<bool> EnsureStartedAsync(
        DurableTaskClient client,
        GenerationStart start,
        CancellationToken cancellationToken
    )
    {
        var instance = await client.GetInstanceAsync(start.GenerationId, cancellation: cancellationToken);
        if (
            instance?.RuntimeStatus
            is OrchestrationRuntimeStatus.Pending
                or OrchestrationRuntimeStatus.Running
                or OrchestrationRuntimeStatus.Completed
        )
        {
            return false;
        }

        await TryStartAsync(client, start, cancellationToken);
        return true;
    }

    private static Task<string> StartAsync(
        DurableTaskClient client,
        GenerationStart start,
        CancellationToken cancellationToken
    ) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            nameof(GenerationOrchestrator),
            start,
            new StartOrchestrationOptions(start.GenerationId),
            cancellationToken
        );

    [LoggerMessage(
        2020,
        LogLevel.Warning,
        "Generation {GenerationId} could not be started ({Fault}); the sweep will start it"
    )]
    private partial void LogStartFailed(string generationId, string fault);
}
