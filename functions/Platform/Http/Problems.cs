using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform.Http;

/// <summary>The problems that every slice can have. Those of a single slice are defined in that slice.</summary>
internal static class Problems
{
    public const string Contact = "support@aiimagepromptgenerator.org";

    public static readonly Problem Internal = new(
        500,
        "internal-error",
        "Something failed on our side",
        $"Nothing was charged for this request. If it happens again, write to {Contact} with the traceId."
    );

    /// <summary>It has the code of <see cref="Internal"/>: for a client it differs only in the status and in when to try again.</summary>
    public static readonly Problem NotReady = Internal with
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "This could not be taken up right now",
        RetryAfterSeconds = 5,
    };

    public static readonly Problem TokenMissing = new(
        401,
        "token-missing",
        "Sign in first",
        "Send an access token as 'Authorization: Bearer …'."
    );

    public static readonly Problem TokenInvalid = new(
        401,
        "token-invalid",
        "The access token is not valid",
        "It may have expired. Sign in again."
    );

    public static readonly Problem RoleMissing = new(
        403,
        "role-missing",
        "This is not for your account",
        "It needs a role that the access token does not name."
    );

    public static readonly Problem ScopeMissing = new(
        403,
        "scope-missing",
        "This API token was not made for that",
        "Make one with the scope that the operation names."
    );

    public static readonly Problem NotFound = new(404, "not-found", "There is nothing here that you can see");

    public static readonly Problem BodyTooLarge = new(413, "body-too-large", "The request body is too large");

    public static readonly Problem BodyIncomplete = new(400, "body-incomplete", "The request body ended early");

    /// <summary>It has the same code as a wrong media type, because a client has to do the same about both.</summary>
    public static readonly Problem ContentEncoding = new(
        415,
        "content-type-unsupported",
        "Compressed requests are not taken here",
        "Send the body without Content-Encoding."
    );

    public static Problem ContentType(string wanted) =>
        new(415, "content-type-unsupported", "This content type is not taken here", $"Send {wanted}.");

    public static Problem Invalid(params IReadOnlyList<ProblemError> errors) =>
        new(400, "request-invalid", "The request is not valid", "See errors.") { Errors = errors };

    public static Problem Invalid(string member, string code, string detail) =>
        Invalid([new ProblemError(member, code, detail)]);
}

/// <summary>An RFC 9457 problem. <see cref="Code"/> is stable; texts may change. Never holds what a person wrote.</summary>
public sealed record Problem(int Status, string Code, string Title, string? Detail = null)
{
    /// <summary>One for each wrong member: where it is in the request, and why it is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Seconds after which the same request may pass.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>409: the present state does not allow what was asked for.</summary>
    public static Problem Conflict(string code, string title, string? detail = null) => new(409, code, title, detail);

    public ProblemException ToException() => new(this);
}

public sealed record ProblemError(string Member, string Code, string Detail);

/// <summary>Ends a request with a problem document. Its message is the code alone, so that no log gets more.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}

/// <summary>Writes a problem as <c>application/problem+json</c>, with the trace id that a person can give to support.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var document = new
        {
            type = $"https://aiimagepromptgenerator.org/problems/{problem.Code}",
            problem.Title,
            problem.Status,
            problem.Detail,
            problem.Code,
            traceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            problem.Errors,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(document, AppJson.Sent);
        try
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The connection was reset meanwhile, so there is nobody to read the answer.
        }
    }
}
