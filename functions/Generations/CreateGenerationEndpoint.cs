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
