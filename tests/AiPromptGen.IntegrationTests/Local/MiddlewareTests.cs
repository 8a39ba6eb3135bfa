using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
internal sealed class MiddlewareTests
{
    [Test]
    public async Task Middleware_runs_around_the_function_in_the_order_it_was_added()
    {
        var steps = new Steps();
        await using var host = await TestHost.StartAsync(
            typeof(MiddlewareFixtureFunctions),
            builder =>
            {
                builder.Services.AddSingleton(steps);
                builder
                    .UseMiddleware<OuterMiddleware>()
                    .UseMiddleware(
                        async (_, next) =>
                        {
                            steps.Add("inner in");
                            await next();
                            steps.Add("inner out");
                        }
                    );
            }
        );

        await host.Client.GetStringAsync("MiddlewareFine");

        Assert.That(
            steps,
            Is.EqualTo(new[] { "outer in MiddlewareFine", "inner in", "function", "inner out", "outer out OkResult" })
        );
    }

    [Test]
    public async Task Middleware_can_turn_an_exception_into_an_answer()
    {
        await using var host = await TestHost.StartAsync(
            typeof(MiddlewareFixtureFunctions),
            builder =>
            {
                builder.Services.AddSingleton(new Steps());
                builder.UseMiddleware(
                    async (context, next) =>
                    {
                        try
                        {
                            await next();
                        }
                        catch (NotSupportedException exception)
                        {
                            context.GetInvocationResult().Value = new ConflictObjectResult(exception.Message);
                        }
                    }
                );
            }
        );

        using var answer = await host.Client.GetAsync("MiddlewareThrows");

        Assert.That((int)answer.StatusCode, Is.EqualTo(StatusCodes.Status409Conflict));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("no"));
    }

    [Test]
    public async Task Middleware_that_does_not_go_on_keeps_the_function_from_running()
    {
        var steps = new Steps();
        await using var host = await TestHost.StartAsync(
            typeof(MiddlewareFixtureFunctions),
            builder =>
            {
                builder.Services.AddSingleton(steps);
                builder.UseMiddleware(
                    (context, _) =>
                    {
                        context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    }
                );
            }
        );

        using var answer = await host.Client.GetAsync("MiddlewareFine");

        Assert.That((int)answer.StatusCode, Is.EqualTo(StatusCodes.Status403Forbidden));
        Assert.That(steps, Is.Empty);
    }

    private sealed class Steps : List<string>;

    private sealed class OuterMiddleware(Steps steps) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            steps.Add($"outer in {context.FunctionDefinition.Name}");
            await next(context);
            steps.Add($"outer out {context.GetInvocationResult().Value?.GetType().Name}");
        }
    }

    private sealed class MiddlewareFixtureFunctions(Steps steps)
    {
        [Function("MiddlewareFine")]
        public OkResult Fine([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            steps.Add(HttpMethods.IsGet(request.Method) ? "function" : request.Method);
            return new OkResult();
        }

        [Function("MiddlewareThrows")]
        public static IActionResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new NotSupportedException(HttpMethods.IsGet(request.Method) ? "no" : "yes");
    }
}
