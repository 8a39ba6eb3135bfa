using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiPromptGen.IntegrationTests.Platform;

/// <summary>What the published exporter sends to Application Insights, read where it arrives.</summary>
[TestFixture, NonParallelizable]
internal sealed class IngestionTests
{
    private const int Failing = 300;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(12);

    /// <summary>infra/modules/alerts.bicep, "requests-failing"; the test below is the same in C#.</summary>
    private const string Filter =
        "AppMetrics | where Name == \"http.server.request.duration\" "
        + "and isnotempty(tostring(Properties[\"function\"])) | summarize All = sum(ItemCount), "
        + "Failed = sumif(ItemCount, toint(Properties[\"http.response.status_code\"]) >= 500)";

    [Test]
    public async Task Three_hundred_failing_requests_in_twelve_seconds_are_three_hundred()
    {
        Assert.That(await AlertsAsync(), Does.Contain(Filter), "the alert's own filter");
        await using var ingestion = await FakeIngestion.StartAsync();
        await using (var app = await StartAsync(ingestion, services => services.Replace(FailingHealth)))
        {
            await AskAsync(app, Failing, Span);
            MeasureAsTheHostDoes(Failing);
            Flush(app);
        }

        var requests = ingestion.Items.Where(item => item.Type == "MetricData").SelectMany(RequestsIn).ToList();
        var counted = requests.Where(request => !string.IsNullOrEmpty(request.Function)).ToList();
        var all = counted.Sum(request => request.Count);
        var failed = counted.Where(request => request.Code >= 500).Sum(request => request.Count);
        var lines = ingestion.Items.Count(item => item.Type == "MessageData" && item.Property("EventId") == "1");
        var steps = ingestion.Items.Count(item =>
            item.Type == "RemoteDependencyData" && item.Data.GetProperty("name").GetString() == "function GetHealth"
        );

        TestContext.Out.WriteLine($"requests {all}, failed {failed}, lines {lines}, spans {steps}");
        Assert.That(failed, Is.EqualTo(Failing), "figures of requests");
        Assert.That(all, Is.EqualTo(Failing));
        Assert.That(
            requests.Where(request => request.Code >= 500).Sum(request => request.Count),
            Is.EqualTo(2 * Failing),
            "the host's figures arrive, and the filter leaves them out"
        );
        Assert.That(lines, Is.EqualTo(Failing), "a line each");
        Assert.That(steps, Is.EqualTo(Failing), "a span each");
        Assert.That(
            requests.Select(request => request.Function).OfType<string>().Distinct(),
            Is.EqualTo(new[] { "GetHealth" }),
            "the function is told, by which the dashboard parts them"
        );
        // A request is the Functions host's to tell: the worker would tell it again, as "Invoke" with the code 0.
        Assert.That(ingestion.Items.Where(item => item.Type == "RequestData"), Is.Empty);
    }

    /// <summary>
    /// The sample's cost: 17 lines of libraries and 20 of the host went with each generation. What is told of an idea, of a
    /// person or of an address is nothing (P13).
    /// </summary>
    [Test, Property("Promise", "P13")]
    public async Task A_generation_s_log_is_small_and_ours()
    {
        const string Word = "heronwithmarker";
        await using var ingestion = await FakeIngestion.StartAsync();
        await using (var app = await StartAsync(ingestion))
        {
            using var person = await ApiClient.NewAsync(app.Address);
            var end = await person.GenerateAsync(
                $$"""{"kind":"text-to-prompt","idea":"a {{Word}} in the reeds","targets":["flux"]}"""
            );
            Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
            Flush(app);
        }

        var lines = ingestion.Items.Where(item => item.Type == "MessageData").ToList();
        TestContext.Out.WriteLine($"lines {lines.Count}, bytes {lines.Sum(line => line.Bytes)}");
        Assert.That(lines.Sum(line => line.Bytes), Is.LessThan(5_000));
        Assert.That(
            lines.Where(line =>
                line.Property("CategoryName")?.StartsWith(nameof(AiPromptGen), StringComparison.Ordinal) != true
                && line.Data.GetProperty("severityLevel").GetString() is not ("Error" or "Critical")
            ),
            Is.Empty
        );
        Assert.That(
            ingestion.Items.Where(item => item.Data.GetRawText().Contains(Word, StringComparison.Ordinal)),
            Is.Empty
        );
        Assert.That(
            ingestion.Items.Select(item => item.Type),
            Does.Contain("MetricData").And.Contain("RemoteDependencyData")
        );
    }

    /// <summary>
    /// The Functions host measures each request once more under the same name, and cannot name the worker's function
    /// (OpenTelemetryConfigurationExtensions.ConfigureMetrics in Azure/azure-functions-host).
    /// </summary>
    private static void MeasureAsTheHostDoes(int times)
    {
        using var host = new Meter("Microsoft.AspNetCore.Hosting");
        var duration = host.CreateHistogram<double>("http.server.request.duration", "s");
        for (var i = 0; i < times; i++)
        {
            duration.Record(0.01, new("http.response.status_code", 500), new("http.request.method", "GET"));
        }
    }

    private static ServiceDescriptor FailingHealth => ServiceDescriptor.Singleton<IRouteHealth>(new Broken());

    private static Task<TestApp> StartAsync(FakeIngestion ingestion, Action<IServiceCollection>? configure = null)
    {
        // The exporter's statistics about itself would go to the vendor.
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        return TestApp.StartAsync(
            "Ingestion",
            configure,
            settings:
            [
                $"APPLICATIONINSIGHTS_CONNECTION_STRING={ingestion.ConnectionString}",
                "AddressLimits:RequestsPerWindow=100000",
            ]
        );
    }

    private static async Task AskAsync(TestApp app, int times, TimeSpan within)
    {
        using var http = new HttpClient();
        var asking = new List<Task<HttpStatusCode>>();
        for (var i = 0; i < times; i++)
        {
            asking.Add(AskOnceAsync(http, new Uri(app.Address + "/health")));
            await Task.Delay(within / times);
        }

        Assert.That(await Task.WhenAll(asking), Is.All.EqualTo(HttpStatusCode.InternalServerError));
    }

    private static async Task<HttpStatusCode> AskOnceAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }

    private static void Flush(TestApp app)
    {
        const int Patience = 30_000;
        Assert.That(app.Services.GetRequiredService<TracerProvider>().ForceFlush(Patience), Is.True);
        Assert.That(app.Services.GetRequiredService<MeterProvider>().ForceFlush(Patience), Is.True);
        Assert.That(app.Services.GetRequiredService<LoggerProvider>().ForceFlush(Patience), Is.True);
    }

    private static IEnumerable<(int Code, long Count, string? Function)> RequestsIn(SentItem item) =>
        from point in item.Data.GetProperty("metrics").EnumerateArray()
        where point.GetProperty("name").GetString() == "http.server.request.duration"
        select (
            int.Parse(item.Property("http.response.status_code")!, CultureInfo.InvariantCulture),
            point.GetProperty("count").GetInt64(),
            item.Property("function")
        );

    private static Task<string> AlertsAsync() =>
        File.ReadAllTextAsync(
            Path.Combine(AiPromptGen.Host.Start.LocalConfiguration.RepositoryRoot!, "infra", "modules", "alerts.bicep")
        );

    private sealed class Broken : IRouteHealth
    {
        public IEnumerable<RouteHealth> States() => throw new InvalidOperationException("Asked to fail.");
    }
}
