using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

public sealed record UsageState
{
    public static UsageState Empty { get; } =
        new() { Window = new UsageWindow(DateTimeOffset.UnixEpoch, 0), Active = [] };

    public required UsageWindow Window { get; init; }

    public required ImmutableArray<ActiveGeneration> Active { get; init; }
}

public sealed record UsageWindow([property: JsonConverter(typeof(UtcJson))] DateTimeOffset WindowStart, int Count);

public sealed record ActiveGeneration(string Id, [property: JsonConverter(typeof(UtcJson))] DateTimeOffset Until);

public sealed record AdmissionLimits
{
    public required int PerWindow { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>1 to 64.</summary>
    public required int Concurrent { get; init; }

    /// <summary>How long a generation counts as active when nobody says it ended: its overall deadline.</summary>
    public required TimeSpan ActiveFor { get; init; }
}

public abstract record AdmissionDecision
{
    private AdmissionDecision() { }

    /// <param name="State">Equal to the given one when the id was admitted before.</param>
    /// <param name="Remaining">Admissions left in this window.</param>
    /// <param name="Reset">Until the window ends.</param>
    public sealed record Admitted(UsageState State, int Remaining, TimeSpan Reset) : AdmissionDecision;

    public sealed record RateLimited(TimeSpan RetryAfter) : AdmissionDecision;

    public sealed record TooMany(int Active) : AdmissionDecision;
}
