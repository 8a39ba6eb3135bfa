using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Platform;

/// <summary>
/// <c>GET /health/live</c>: this instance answers. It asks nobody, because an instance is not to be replaced for what it depends
/// on: <see cref="HealthEndpoint"/> tells that.
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
