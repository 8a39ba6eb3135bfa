using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Who asks others for results tells how they are; the health endpoint shows it.</summary>
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
