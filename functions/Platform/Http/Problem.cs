using System.Text.Json.Serialization;

namespace AiPromptGen.Platform.Http;

/// <summary>An RFC 9457 problem. <see cref="Code"/> is stable; texts may change. Never holds what a person wrote.</summary>
public sealed record Problem(int Status, string Code, string Title, string? Detail = null)
{
    /// <summary>Per member: where in the request, and why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Seconds after which the same request may pass.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>409: what is there already does not allow it.</summary>
    public static Problem Conflict(string code, string title, string? detail = null) => new(409, code, title, detail);

    public ProblemException ToException() => new(this);
}

public sealed record ProblemError(string Member, string Code, string Detail);

/// <summary>Ends a request with a problem document. Its message is the code alone, so that no log gets more.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
