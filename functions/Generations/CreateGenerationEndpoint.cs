using System.Globalization;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary><c>POST /generations</c>: validated, accepted in one transaction, started, answered.</summary>
internal sealed class CreateGenerationEndpoint(
    GenerationAcceptance acceptance,
    GenerationStarts starts,
    GenerationViews views,
    GenerationWatch watch,
    UsageLimits limits
)
{
    [TokenScope(TokenScopes.Generate)]
    [Function("CreateGeneration")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "generations")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var key = IdempotencyHeader.Read(http);
        var request = await RequestBody.ReadJsonAsync<GenerationRequest>(http, cancellationToken);
        GenerationRequestRules.Check(request);
        var accepted = await acceptance.AcceptAsync(http.Caller(), request, key, cancellationToken);
        await starts.StartAsync(client, accepted, cancellationToken);

        var (response, generation) = (http.HttpContext.Response, accepted.Generation);
        if (accepted.Usage is { } usage)
        {
            limits.SetHeaders(response, usage.Remaining, usage.Reset);
        }

        response.Headers.Location = $"{http.Path}/{generation.Id}";
        if (PreferWait.Read(http) is var wait && wait > TimeSpan.Zero)
        {
            response.Headers["Preference-Applied"] = $"wait={(int)wait.TotalSeconds}";
            generation =
                await watch.WaitAsync(generation.Account, generation.Id, wait, cancellationToken) ?? generation;
        }

        return generation.IsFinal
            ? Answers.Json(await views.OfAsync(generation, cancellationToken))
            : Answers.Json(GenerationViews.OnItsWay(generation, accepted.Balance), StatusCodes.Status202Accepted);
    }
}

/// <summary><c>Prefer: wait=N</c> (RFC 7240): how long the client would rather wait than poll. Seconds, at most 60.</summary>
internal static class PreferWait
{
    private const int MaxSeconds = 60;

    /// <summary>Zero when absent or not understood: a preference is never an error.</summary>
    public static TimeSpan Read(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(v => (v ?? "").Split(',')))
        {
            if (
                preference.Split(';')[0].Split('=') is [var name, var value]
                && name.Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(
                    value.Trim().Trim('"'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
            )
            {
                return TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds));
            }
        }

        return TimeSpan.Zero;
    }
}
