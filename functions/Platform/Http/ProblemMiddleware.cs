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
        SecurityHeaders.Set(http.Response.Headers);
        // On the web server's own figure of requests, which knows no function: its route is the worker's, for all of them.
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("function", context.FunctionDefinition.Name));
        await GuardAsync(http, context, () => next(context));
        // The worker writes the answer only after all middleware, and what fails then would be an empty 500 again.
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
            // Nobody is there to read an answer.
        }
        catch (Exception thrown) when (!http.Response.HasStarted)
        {
            var problem = ToProblem(thrown, context.CancellationToken);
            if (problem.Status == StatusCodes.Status500InternalServerError)
            {
                // Only the type: a message may quote what a person wrote.
                LogFailed(context.FunctionDefinition.Name, thrown.GetType().FullName);
            }

            RequestGuard.Forget(http.Response);
            await new ProblemResult(problem).ExecuteAsync(http);
        }
    }

    private static Problem ToProblem(Exception thrown, CancellationToken stopping) =>
        thrown switch
        {
            ProblemException known => known.Problem,
            AggregateException { InnerException: ProblemException known } => known.Problem,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.BodyTooLarge,
            BadHttpRequestException => Problems.BodyIncomplete,
            // What the host's stop has cut short; storage's client says so by many exceptions in one.
            _ when stopping.IsCancellationRequested => Problems.NotReady,
            _ => Problems.Internal,
        };

    private sealed class Guarded(Func<Task> execute) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => execute();
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed with {ExceptionType}")]
    private partial void LogFailed(string function, string? exceptionType);
}
