using System.Net;
using AiPromptGen.Host;
using AiPromptGen.IntegrationTests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Platform;

/// <summary>
/// Once it has a request, the worker waits five seconds for the invocation to come and then answers nothing with 500. That is long
/// on a quiet machine; on one with too much to do, and while the engine starts, clients got an empty answer.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class NoEmptyAnswerTests
{
    private const string NeverTaken = "examples";

    private static readonly TimeSpan LongerThanTheWorkerWaits = TimeSpan.FromSeconds(6);

    private readonly BeforeTheWorker before = new();
    private TestApp app = null!;
    private ApiClient client = null!;
    private int isLate = 1;

    [OneTimeSetUp]
    public async Task Start()
    {
        app = await TestApp.StartAsync(
            "NoEmptyAnswer",
            services =>
                services
                    .AddAroundFunctions(AroundAsync)
                    .AddSingleton<IStartupFilter>(before)
                    .AddSingleton<IResponseCompressionProvider>(new FailingCompression("/api/health"))
        );
        client = new ApiClient(app.Address);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Test]
    public async Task A_request_whose_invocation_comes_late_is_handed_in_again()
    {
        var answer = await client.GetAsync("health/live");

        Assert.That((answer.Status, answer.Text), Is.EqualTo((HttpStatusCode.OK, """{"status":"alive"}""")));
    }

    [Test]
    public async Task What_the_worker_never_takes_up_is_a_problem_that_says_when_to_come_again()
    {
        var answer = await client.GetAsync(NeverTaken);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "internal-error")));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]));
        Assert.That(before.Refused, Is.EqualTo(3));
    }

    /// <summary>Around all of the app's middleware; and while the answer is written, which the worker does after all of it.</summary>
    [TestCase("catalog")]
    [TestCase("health")]
    public async Task What_fails_outside_of_the_apps_middleware_is_a_problem(string path)
    {
        var answer = await client.GetAsync(path);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.InternalServerError, "internal-error")));
    }

    [Test]
    public async Task Who_asks_while_the_host_stops_is_told_to_come_again()
    {
        var hold = new HoldingPolicy();
        var stopping = await TestApp.StartAsync(
            "Stopping",
            services => services.AddSingleton<HttpPipelinePolicy>(hold)
        );
        using var late = new ApiClient(stopping.Address);
        var asking = late.GetAsync("health");
        await hold.Reached.Task;

        await stopping.DisposeAsync();

        var answer = await asking;
        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "internal-error")));
    }

    [Test]
    public async Task What_needs_the_engine_waits_until_that_has_started()
    {
        using var engine = new ManualResetEventSlim();
        var port = FreePort.Next();
        var starting = LocalHost.StartAsync(
            new()
            {
                App = typeof(App).Assembly,
                Settings =
                [
                    $"--urls=http://127.0.0.1:{port}",
                    $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
                    $"--LOCAL_DATA={TestStorage.DataFolder}",
                    "--Simulators:Ai=false",
                    "--Simulators:PayPal=false",
                    "--AzureFunctionsJobHost:extensions:durableTask:hubName=LateEngine",
                ],
                Engine = _ => engine.Wait(),
            }
        );
        using var person = new ApiClient(new Uri($"http://127.0.0.1:{port}/api"));
        while (!starting.IsCompleted && !await AnswersAsync(person))
        {
            await Task.Delay(100);
        }

        await person.SignInAsync($"{Guid.NewGuid():N}@example.org");

        var generation = person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a heron in the reeds"}""");
        await Task.Delay(LongerThanTheWorkerWaits);
        engine.Set();

        var answer = await generation;
        await (await starting).DisposeAsync();
        Assert.That(answer.Text, Is.Not.Empty);
        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
    }

    private async Task AroundAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (Runs(context, "GetCatalog"))
        {
            throw new InvalidOperationException("Nobody's fault.");
        }

        if (Runs(context, "GetLiveness") && Interlocked.Exchange(ref isLate, 0) == 1)
        {
            await Task.Delay(LongerThanTheWorkerWaits, CancellationToken.None);
        }

        await next(context);
    }

    private static bool Runs(FunctionContext context, string function) =>
        string.Equals(context.FunctionDefinition.Name, function, StringComparison.Ordinal);

    private static async Task<bool> AnswersAsync(ApiClient client)
    {
        try
        {
            return (await client.GetAsync("health/live")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private sealed class BeforeTheWorker : IStartupFilter
    {
        public int Refused { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext http, RequestDelegate go) =>
                    {
                        if (!http.Request.Path.Value!.EndsWith(NeverTaken, StringComparison.Ordinal))
                        {
                            return go(http);
                        }

                        Refused++;
                        throw new TimeoutException("As the worker's coordinator throws it.");
                    }
                );
                next(app);
            };
    }

    private sealed class FailingCompression(string path) : IResponseCompressionProvider
    {
        public ICompressionProvider? GetCompressionProvider(HttpContext context) => null;

        public bool ShouldCompressResponse(HttpContext context) => false;

        public bool CheckRequestAcceptsCompression(HttpContext context) =>
            context.Request.Path == path ? throw new NotSupportedException() : false;
    }

    /// <summary>Storage that does not answer about the app's health, for as long as that is asked.</summary>
    private sealed class HoldingPolicy : HttpPipelinePolicy
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Uri.ToString().Contains("health", StringComparison.Ordinal))
            {
                Reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, message.CancellationToken);
            }

            await ProcessNextAsync(message, pipeline);
        }
    }
}
