using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

public sealed record UsageState
{
    public static UsageState Empty { get; } =
        new() { Window = new UsageWindow(DateTimeOffset.UnixEpoch, 0), Active = [] };

    public required UsageWindow Window { get; init; }

    public required ImmutableArray<ActiveGeneration> Active { get; init; }

    /// <summary>Null until something was refused.</summary>
    public RefusalState? Refusals { get; init; }
}

/// <summary>The times of refusals by the safety check, and nothing about what was refused.</summary>
public sealed record RefusalState
{
    public static RefusalState None { get; } = new() { Recent = [], Until = DateTimeOffset.UnixEpoch };

    /// <summary>The times of the latest refusals, oldest first; at most as many as bring a pause.</summary>
    public required ImmutableArray<DateTimeOffset> Recent { get; init; }

    /// <summary>How many times the next pause is doubled.</summary>
    public int Level { get; init; }

    /// <summary>The end of the last pause.</summary>
    [JsonConverter(typeof(UtcJson))]
    public required DateTimeOffset Until { get; init; }
}

public sealed record UsageWindow([property: JsonConverter(typeof(UtcJson))] DateTimeOffset WindowStart, int Count);

public sealed record ActiveGeneration(string Id, [property: JsonConverter(typeof(UtcJson))] DateTimeOffset Until);

public sealed record AdmissionLimits
{
    public required int PerWindow { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>The most generations active at once, from 1 to 64.</summary>
    public required int Concurrent { get; init; }

    /// <summary>Null when refusals bring no pause, as for uploads.</summary>
    public RefusalLimits? Refusals { get; init; }

    /// <summary>How long a generation counts as active if its end is never recorded: its overall deadline.</summary>
    public required TimeSpan ActiveFor { get; init; }
}

public sealed record RefusalLimits
{
    /// <summary>This many refusals within <see cref="Window"/> bring a pause.</summary>
    public required int Threshold { get; init; }

    public required TimeSpan Window { get; init; }

    public required TimeSpan FirstPause { get; init; }

    public required TimeSpan MaxPause { get; init; }
}

public abstract record AdmissionResult
{
    private AdmissionResult() { }

    /// <param name="State">The new state; the unchanged one when the id was active already.</param>
    /// <param name="Remaining">Admissions left in this window.</param>
    /// <param name="Reset">The time until the window ends.</param>
    public sealed record Admitted(UsageState State, int Remaining, TimeSpan Reset) : AdmissionResult;

    public sealed record RateLimited(TimeSpan RetryAfter) : AdmissionResult;

    /// <summary>Too many refusals by the safety check.</summary>
    public sealed record SlowedDown(TimeSpan RetryAfter) : AdmissionResult;

    public sealed record TooMany(int Active) : AdmissionResult;
}
