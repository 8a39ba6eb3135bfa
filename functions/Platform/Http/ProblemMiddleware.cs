using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Turns whatever an HTTP function throws into a problem document: the host would answer an empty 500. Also sets the headers
/// every answer carries. Functions that are not HTTP pass through synchronously (orchestrations allow nothing else).
/// </summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? InvokeHttpAsync(http, context, next) : next(context);

    private async Task InvokeHttpAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        SetHeaders(http.Response.Headers);
        // On the web server's own figure of requests, which knows no function: its route is the worker's, for all of them.
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("function", context.FunctionDefinition.Name));
        try
        {
            await next(context);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception thrown) when (!http.Response.HasStarted)
        {
            var problem = ToProblem(thrown);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                // Only the type: a message may quote what a person wrote.
                LogFailed(context.FunctionDefinition.Name, thrown.GetType().FullName);
            }

            await new ProblemResult(problem).ExecuteAsync(http);
        }
    }

    private static Problem ToProblem(Exception thrown) =>
        thrown switch
        {
            ProblemException known => known.Problem,
            AggregateException { InnerException: ProblemException known } => known.Problem,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.BodyTooLarge,
            BadHttpRequestException => Problems.BodyIncomplete,
            _ => Problems.Internal,
        };

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        // What a page of another origin may read, if the platform's CORS lets it read anything.
        headers.AccessControlExposeHeaders = "Location, ETag, Retry-After, RateLimit, RateLimit-Policy";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed with {ExceptionType}")]
    private partial void LogFailed(string function, string? exceptionType);
}
