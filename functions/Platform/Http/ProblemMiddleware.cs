using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Turns every exception of an HTTP function into a problem document, because the host would answer with an empty 500. It also sets the
/// headers that every answer carries. Functions that are not HTTP pass through synchronously, because orchestrations allow nothing else.
/// </summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? InvokeHttpAsync(http, context, next) : next(context);

    private async Task InvokeHttpAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        SecurityHeaders.Set(http.Response.Headers);
        // Added to the web server's own metric of requests, which sees only the worker's one route for all functions.
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("function", context.FunctionDefinition.Name));
        await GuardAsync(http, context, () => next(context));
        // The worker writes the answer only after all middleware has run, and a failure then would be an empty 500 again.
        if (context.GetInvocationResult() is { Value: IResult result } invocation)
        {
            invocation.Value = new Guarded(() => GuardAsync(http, context, () => result.ExecuteAsync(http)));
        }
    }

    private async Task GuardAsync(HttpContext http, FunctionContext context, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, so there is nobody to answer.
        }
        catch (Exception thrown) when (!http.Response.HasStarted)
        {
            var problem = ToProblem(thrown, context.CancellationToken);
            if (problem.Status == StatusCodes.Status500InternalServerError)
            {
                // Only the type is logged, because a message may quote what a person wrote.
                LogFailed(context.FunctionDefinition.Name, TypeOf(thrown));
            }

            RequestGuard.Forget(http.Response);
            await new ProblemResult(problem).ExecuteAsync(http);
        }
    }

    private static Problem ToProblem(Exception thrown, CancellationToken stopping) =>
        thrown switch
        {
            // The worker's invoker wraps what a function throws.
            AggregateException { InnerExceptions: [var only] } => ToProblem(only, stopping),
            ProblemException known => known.Problem,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.BodyTooLarge,
            BadHttpRequestException => Problems.BodyIncomplete,
            // The host's stop has cut this request short. The storage client reports that as several exceptions in one.
            _ when stopping.IsCancellationRequested => Problems.NotReady,
            _ => Problems.Internal,
        };

    private static string? TypeOf(Exception thrown) =>
        thrown is AggregateException { InnerExceptions: [var only] } ? TypeOf(only) : thrown.GetType().FullName;

    private sealed class Guarded(Func<Task> execute) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => execute();
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed with {ExceptionType}")]
    private partial void LogFailed(string function, string? exceptionType);
}
