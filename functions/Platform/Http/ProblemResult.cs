using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Platform.Http;

/// <summary>Writes a problem as <c>application/problem+json</c> with the trace id a person can quote to support.</summary>
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
            // The connection was reset meanwhile: nobody is there to read it.
        }
    }
}
