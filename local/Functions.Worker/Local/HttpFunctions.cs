using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Gives every HTTP-triggered function its endpoint.</summary>
internal sealed partial class HttpFunctions(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers
)
{
    public static string PrefixOf(IConfiguration configuration) =>
        (configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] ?? "api").Trim('/');

    public static HttpTriggerAttribute? TriggerOf(FunctionEntry function) =>
        function
            .Method.GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var function in catalog.Functions)
        {
            if (TriggerOf(function) is { } trigger)
            {
                var pattern = $"{PrefixOf(configuration)}/{(trigger.Route ?? function.Name).TrimStart('/')}";
                RequestDelegate handle = http => HandleAsync(function, http);
                _ = trigger.Methods is { Length: > 0 } methods
                    ? endpoints.MapMethods(pattern, methods.Select(m => m.ToUpperInvariant()), handle)
                    : endpoints.Map(pattern, handle);
            }
        }
    }

    private async Task HandleAsync(FunctionEntry function, HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        try
        {
            await invoker.InvokeAsync(function, context => Prepare(context, http), ending.Token);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody reads an answer.
        }
        catch (Exception exception)
        {
            LogFailure(loggers.CreateLogger($"Function.{function.Name}"), function.Name, exception.GetType());
            Fail(http, exception);
        }
    }

    private static void Prepare(FunctionContext context, HttpContext http)
    {
        http.RequestServices = context.InstanceServices;
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
    }

    private static void Fail(HttpContext http, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        // A body over the limit is the host's refusal, not the function's failure.
        http.Response.StatusCode =
            (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
    }

    // Messages may hold what a person wrote; the type is enough to look further.
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed with {ExceptionType}")]
    private static partial void LogFailure(ILogger logger, string function, Type exceptionType);
}
