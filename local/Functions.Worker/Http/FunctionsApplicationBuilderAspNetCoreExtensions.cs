using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take <c>HttpRequest</c> and return <c>IActionResult</c> or <c>IResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<HttpFunctions>();
        builder.Services.AddSingleton<IParameterBinder, HttpBinder>();
        builder.UseMiddleware(
            async (context, next) =>
            {
                await next();
                if (context.GetHttpContext() is { } http)
                {
                    await ExecuteAsync(context.GetInvocationResult().Value, http);
                }
            }
        );
        return builder;
    }

    // Anything else a function returns is not serialised: the answer stays an empty 200, as in production.
    private static Task ExecuteAsync(object? result, HttpContext http) =>
        result switch
        {
            IActionResult action => action.ExecuteResultAsync(new(http, http.GetRouteData(), new ActionDescriptor())),
            IResult plain => plain.ExecuteAsync(http),
            _ => Task.CompletedTask,
        };
}
