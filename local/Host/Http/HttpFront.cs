using System.Globalization;
using AiPromptGen.Host.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AiPromptGen.Host.Http;

/// <summary>
/// What the Functions host does before a request reaches the worker: finds the function by its route, has the worker start the
/// invocation, and marks the request with the invocation's id. The Functions host then forwards the request to the worker's own
/// web server; here it stands at the head of that server, so that nothing is forwarded.
/// </summary>
/// <param name="routePrefix">The first part of every function's path, "api" as a rule.</param>
/// <param name="first">What comes before the functions, such as CORS.</param>
internal sealed class HttpFront(string routePrefix, Action<IApplicationBuilder> first) : IStartupFilter
{
    /// <summary>By it the worker finds the invocation of a request (Constants.cs of its ASP.NET Core extension).</summary>
    private const string InvocationHeader = "x-ms-invocation-id";

    /// <summary>
    /// How often a request is handed to the worker that gives it up before the function runs, as it does after five seconds: a
    /// laptop that builds something beside has less time than a server.
    /// </summary>
    private const int MostTries = 3;

    private static readonly string[] Forwarded = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"];

    private readonly TaskCompletionSource<FunctionCaller> opened = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Lets requests through, those that came earlier and waited for this included.</summary>
    public void Open(FunctionCaller caller) => opened.TrySetResult(caller);

    /// <summary>Ends the requests that wait, because the functions will not be available any more.</summary>
    public void Close() => opened.TrySetCanceled();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            first(app);
            app.Use(WaitAsync);
            app.UseRouting();
            // UseRouting has no other way to be told of endpoints before UseEndpoints, which is the worker's to call.
            ((IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!).DataSources.Add(new Routes(this));
            app.Use(ServeAsync);
            next(app);
        };

    private async Task WaitAsync(HttpContext http, RequestDelegate next)
    {
        await opened.Task.WaitAsync(http.RequestAborted);
        await next(http);
    }

    private async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<FunctionEntry>() is not { } function)
        {
            // The Functions host answers so to a wrong method as well.
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var parts = http
            .Request.RouteValues.Where(v => v.Value is not null)
            .Select(v => KeyValuePair.Create(v.Key, Convert.ToString(v.Value, CultureInfo.InvariantCulture)!))
            .ToList();
        // The worker believes whoever connects from this machine. The Functions host puts the peer that it sees itself in place
        // of what a client claims; here the peer is the client.
        foreach (var claimed in Forwarded)
        {
            http.Request.Headers.Remove(claimed);
        }

        // The worker has a routing of its own, which passes over a request that has an endpoint.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        var services = http.RequestServices;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
        );
        try
        {
            if (function.DurableClients.Any())
            {
                // The worker waits five seconds for an invocation once it has the request, and the engine may start for longer.
                await opened.Task.Result.ClientPayload.WaitAsync(ending.Token);
            }

            var left = MostTries;
            while (!await HandInAsync(http, next, function, parts, isLast: left == 1, ending.Token))
            {
                left--;
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody reads an answer.
        }
        catch (Exception exception) when (exception is FunctionFailedException or WorkerProcessExitException)
        {
            var type = (exception as FunctionFailedException)?.Type ?? exception.GetType().Name;
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Http");
            FunctionFailedException.Log(logger, function.Name, type);
            Fail(http, type, isStopping: ending.IsCancellationRequested);
        }
    }

    /// <returns>False when the worker has given it up before its function ran.</returns>
    private async Task<bool> HandInAsync(
        HttpContext http,
        RequestDelegate next,
        FunctionEntry function,
        IEnumerable<KeyValuePair<string, string>> parts,
        bool isLast,
        CancellationToken ending
    )
    {
        var id = Guid.NewGuid().ToString();
        http.Request.Headers[InvocationHeader] = id;
        using var given = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var call = opened.Task.Result.CallAsync(function, id, trigger: null, parts, given.Token);
        try
        {
            await next(http);
        }
        catch (TimeoutException) when (!call.IsCompleted && !isLast)
        {
            await given.CancelAsync();
            return false;
        }
        catch (TimeoutException) when (call.IsFaulted)
        {
            // The function failed before it took the request, so the request would wait for it in vain.
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The host stops. The worker lets go of the request at once, while its function may still be answering it.
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!http.Response.HasStarted)
            {
                throw;
            }

            return true;
        }

        await call;
        return true;
    }

    /// <summary>
    /// An empty 500, as the Functions host answers for a function that has thrown. A body over the limit does not even reach
    /// the worker there: the host refuses it.
    /// </summary>
    private static void Fail(HttpContext http, string exceptionType, bool isStopping)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode =
            isStopping ? StatusCodes.Status503ServiceUnavailable
            : exceptionType.EndsWith(nameof(BadHttpRequestException), StringComparison.Ordinal)
                ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status500InternalServerError;
    }

    private Endpoint EndpointOf(FunctionEntry function, int order)
    {
        var trigger = function.Trigger.Json;
        var route = trigger.TryGetProperty("route", out var given) ? given.GetString() : null;
        var pattern = RoutePatternFactory.Parse($"{routePrefix}/{(route ?? function.Name).TrimStart('/')}");
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, pattern, order);
        endpoint.Metadata.Add(function);
        if (trigger.TryGetProperty("methods", out var methods) && methods.GetArrayLength() > 0)
        {
            endpoint.Metadata.Add(new HttpMethodMetadata(methods.EnumerateArray().Select(m => m.GetString()!)));
        }

        return endpoint.Build();
    }

    /// <summary>The functions' routes. They are asked for at the first request, which has waited for the worker to list them.</summary>
    private sealed class Routes(HttpFront front) : EndpointDataSource
    {
        // Of two routes that fit, the Functions host takes the function whose name comes first, not the nearer route
        // (azure-functions-host issue 9876).
        public override IReadOnlyList<Endpoint> Endpoints =>
            [
                .. front
                    .opened.Task.Result.Functions.Where(f => f.Trigger.Is("httpTrigger"))
                    .OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(front.EndpointOf),
            ];

        public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
    }
}
