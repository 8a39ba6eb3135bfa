using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Platform;

/// <summary>
/// <c>GET /health</c>: the state of each dependency, for people and for probes. It answers 503 when a dependency that credits need is down.
/// While a model route is left alone, the service is reported as degraded, but it works.
/// </summary>
internal sealed class HealthEndpoint(StorageClients storage, IRouteHealth modelRoutes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [AllowAnonymous]
    [AllowQuery]
    [Function("GetHealth")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var (tables, blobs) = (
            await IsUpAsync(
                t =>
                    storage.Users.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(
                        "health",
                        "health",
                        cancellationToken: t
                    ),
                cancellationToken
            ),
            await IsUpAsync(t => storage.Uploads.ExistsAsync(t), cancellationToken)
        );
        var routes = modelRoutes.States().ToList();
        var isDegraded = routes.Exists(route => route.Breaker == BreakerState.Open);
        return Answers.Json(
            new
            {
                status = !(tables && blobs) ? Word(up: false)
                : isDegraded ? "degraded"
                : Word(up: true),
                dependencies = new { tables = Word(tables), blobs = Word(blobs) },
                routes,
            },
            tables && blobs ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static string Word(bool up) => up ? "healthy" : "unhealthy";

    private static async Task<bool> IsUpAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await ask(patience.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>
/// <c>GET /health/live</c>: says that this instance answers. It checks no dependency, because replacing an instance would not help when a
/// dependency is down; <see cref="HealthEndpoint"/> reports on those.
/// </summary>
internal static class LivenessEndpoint
{
    [AllowAnonymous]
    [AllowQuery]
    [Function("GetLiveness")]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest request
    ) => Answers.Json(new { status = "alive" });
}

/// <summary>Implemented by the slice that asks model routes, so that the health endpoint can show their state.</summary>
internal interface IRouteHealth
{
    IEnumerable<RouteHealth> States();
}

internal sealed record RouteHealth(string Kind, string Provider, string Model, BreakerState Breaker);

[JsonConverter(typeof(KebabCaseEnumConverter<BreakerState>))]
internal enum BreakerState
{
    Closed,
    Open,
    HalfOpen,
}
