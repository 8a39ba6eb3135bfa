using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>
/// <c>POST /generations/batch</c>: accepts each item as a request of its own, with the key <c>&lt;key&gt;#&lt;index&gt;</c>, one after the
/// other. While the account has as many open generations as it may have, the next item waits until one of them ends. An item that is still
/// waiting when the time is up is answered with that limit, and the client sends the same batch again to go on there.
/// </summary>
internal sealed partial class BatchGenerationsEndpoint(
    GenerationAcceptance acceptance,
    GenerationStarts starts,
    GenerationViews views,
    UsageLimits limits,
    TimeProvider time,
    ILogger<BatchGenerationsEndpoint> logger
)
{
    /// <summary>Bytes. Fifty requests of the longest kind would be larger than this, but fifty requests of real people are not.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [TokenScope(TokenScopes.Generate)]
    [Function("BatchGenerations")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "generations/batch")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var key = IdempotencyHeader.Read(http);
        var batch = await RequestBody.ReadJsonAsync<GenerationBatch>(http, MaxBytes, cancellationToken);
        if (batch.Items.Count is 0 or > GenerationBatch.MaxItems)
        {
            return Answers.Problem(
                Problems.Invalid("items", "batch-size-invalid", $"1 to {GenerationBatch.MaxItems} generations.")
            );
        }

        var (items, until, caller) = (new List<BatchItemView>(), time.GetUtcNow() + MaxWait, http.Caller());
        for (var index = 0; index < batch.Items.Count; index++)
        {
            var at = index;
            items.Add(
                await OutcomeAsync(
                    index,
                    async () =>
                    {
                        var request = RequestBody.Parse<GenerationRequest>(batch.Items[at]);
                        GenerationRequestRules.Check(request);
                        var accepted = await AcceptAsync(
                            http,
                            caller,
                            request,
                            $"{key}#{at}",
                            until,
                            cancellationToken
                        );
                        caller = caller with { OpenedAt = accepted.OpenedAt };
                        await starts.StartAsync(client, accepted, cancellationToken);
                        return accepted;
                    },
                    cancellationToken
                )
            );
        }

        return Answers.Json(new BatchView(items), StatusCodes.Status202Accepted);
    }

    private async Task<Acceptance> AcceptAsync(
        HttpRequest http,
        Caller caller,
        GenerationRequest request,
        string key,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                var accepted = await acceptance.AcceptAsync(caller, request, key, cancellationToken);
                if (accepted.Usage is { } usage)
                {
                    limits.SetHeaders(http.HttpContext.Response, usage.Remaining, usage.Reset);
                }

                return accepted;
            }
            catch (ProblemException full) when (UsageLimits.IsTooMany(full.Problem) && time.GetUtcNow() + Pause < until)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <summary>A fault of one item must not hide that others were accepted.</summary>
    private async Task<BatchItemView> OutcomeAsync(
        int index,
        Func<Task<Acceptance>> accept,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var accepted = await accept();
            return new BatchItemView(
                index,
                accepted.Generation.IsFinal ? StatusCodes.Status200OK : StatusCodes.Status202Accepted
            )
            {
                Generation = await views.OfAsync(accepted.Generation, accepted.Balance, brief: true, cancellationToken),
            };
        }
        catch (ProblemException refused)
        {
            return Refused(index, refused.Problem);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogItemFailed(index, fault.GetType().Name);
            return Refused(index, Problems.Internal);
        }
    }

    private static BatchItemView Refused(int index, Problem problem) =>
        new(index, problem.Status)
        {
            Problem = new BatchProblem(problem.Code, problem.Title, problem.Detail)
            {
                Errors = problem.Errors,
                RetryAfterSeconds = problem.RetryAfterSeconds,
            },
        };

    [LoggerMessage(2040, LogLevel.Error, "Item {Index} of a batch failed with {Fault}")]
    private partial void LogItemFailed(int index, string fault);
}

/// <summary>The body of <c>POST /generations/batch</c>. Items are read one by one, so that a bad one spoils no other.</summary>
public sealed record GenerationBatch
{
    public const int MaxItems = 50;

    public required IReadOnlyList<JsonElement> Items { get; init; }
}

internal sealed record BatchView(IReadOnlyList<BatchItemView> Items);

/// <summary>How one item ended: what its status would be as a request of its own, with the generation or the problem.</summary>
internal sealed record BatchItemView(int Index, int Status)
{
    public GenerationView? Generation { get; init; }
    public BatchProblem? Problem { get; init; }
}

internal sealed record BatchProblem(string Code, string Title, string? Detail)
{
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Seconds after which the same batch may get further.</summary>
    public int? RetryAfterSeconds { get; init; }
}
