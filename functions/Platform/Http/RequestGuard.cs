using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The last resort against an empty answer, for requests that reach no function. The worker drops a request when the host's call of the
/// function does not arrive within five seconds (DefaultHttpCoordinator.cs of its ASP.NET Core extension), for example on an overloaded
/// machine, and when the host stops. No function has run then.
/// </summary>
internal sealed partial class RequestGuard(ILogger<RequestGuard> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(AnswerAsync);
            next(app);
        };

    /// <summary>Removes headers that were set for an answer which is not given: those about its body, and the address of what it made.</summary>
    public static void Forget(HttpResponse response)
    {
        response.ContentLength = null;
        response.Headers.ContentEncoding = default;
        response.Headers.ContentDisposition = default;
        response.Headers.ETag = default;
        response.Headers.Location = default;
    }

    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, so there is nobody to answer.
        }
        catch (Exception thrown) when (!http.Response.HasStarted)
        {
            // Only the type is logged, because a message may quote what a person wrote.
            LogUnreached(thrown.GetType().FullName);
            http.Response.StatusCode = thrown is TimeoutException or OperationCanceledException
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError;
        }

        if (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await FillAsync(http);
        }
    }

    private static Task FillAsync(HttpContext http)
    {
        var problem = http.Response.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Problems.BodyTooLarge,
            StatusCodes.Status503ServiceUnavailable => Problems.NotReady,
            >= StatusCodes.Status500InternalServerError => Problems.Internal,
            _ => null,
        };
        if (problem is null)
        {
            return Task.CompletedTask;
        }

        Forget(http.Response);
        SecurityHeaders.Set(http.Response.Headers);
        return new ProblemResult(problem).ExecuteAsync(http);
    }

    [LoggerMessage(2, LogLevel.Warning, "A request reached no function: {ExceptionType}")]
    private partial void LogUnreached(string? exceptionType);
}
