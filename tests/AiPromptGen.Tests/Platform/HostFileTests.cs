using System.Reflection;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Tests.Platform;

/// <summary>The host knows every setting of host.json, and docs/host-json.md gives the reason for each.</summary>
[TestFixture]
public sealed class HostFileTests
{
    private static readonly string Json = Repository.Read("host.json");
    private static readonly Dictionary<string, string> Settings = HostFile.Settings(Json);
    private static readonly Dictionary<string, string> Rows = HostFile.Rows(Repository.Read("docs/host-json.md"));

    [Test]
    public void The_page_names_the_same_settings_and_values() =>
        Assert.That(
            Rows.Select(row => $"{row.Key}={row.Value}"),
            Is.EquivalentTo(Settings.Select(setting => $"{setting.Key}={setting.Value}"))
        );

    [Test]
    public void The_host_knows_every_name() => Assert.That(HostFile.Unknown(Settings.Keys), Is.Empty);

    [TestCase("""{ "extensions": { "durableTask": { "maxConcurrentActivities": 1 } } }""")]
    [TestCase("""{ "extensions": { "durableTask": { "hubname": "x" } } }""")]
    [TestCase("""{ "extensions": { "http": { "hsts": true } } }""")]
    [TestCase("""{ "durableTask": { "hubName": "x" } }""")]
    public void A_name_that_it_does_not_know_is_found(string json) =>
        Assert.That(HostFile.Unknown(HostFile.Settings(json).Keys), Has.One.Items);

    [TestCase("Function.GenerationOrchestrator.User", LogLevel.Information, true)]
    [TestCase("Function.GenerationOrchestrator.User", LogLevel.Debug, false)]
    [TestCase("Function.GenerationOrchestrator", LogLevel.Information, false)]
    [TestCase("Function.GenerationOrchestrator", LogLevel.Warning, false)]
    [TestCase("Function.GenerationOrchestrator", LogLevel.Error, true)]
    [TestCase("Host.Results", LogLevel.Information, false)]
    [TestCase("DurableTask.AzureStorage", LogLevel.Information, false)]
    [TestCase("DurableTask.AzureStorage", LogLevel.Warning, false)]
    [TestCase("DurableTask.AzureStorage", LogLevel.Error, true)]
    public void Our_lines_and_every_error_come_through(string category, LogLevel level, bool passes)
    {
        var logging = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Repository.Root, "host.json"))
            .Build()
            .GetSection("logging");
        using var services = new ServiceCollection()
            .AddLogging(builder => builder.AddConfiguration(logging).AddProvider(new RecordedLogs()))
            .BuildServiceProvider();

        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.That(logger.IsEnabled(level), Is.EqualTo(passes));
    }

    [Test, Property("Promise", "P13")]
    public void Nothing_is_sampled_away_and_no_input_is_traced()
    {
        Assert.That(Settings["telemetryMode"], Is.EqualTo("OpenTelemetry"));
        Assert.That(Settings["logging.applicationInsights.samplingSettings.isEnabled"], Is.EqualTo("false"));
        Assert.That(Settings["extensions.durableTask.tracing.traceInputsAndOutputs"], Is.EqualTo("false"));
        Assert.That(Settings["extensions.durableTask.storeInputsInOrchestrationHistory"], Is.EqualTo("false"));
    }

    [Test]
    public void What_runs_has_the_time_that_it_needs()
    {
        var timeout = TimeSpan.Parse(Settings["functionTimeout"], null);
        var longest = typeof(GenerationOptions)
            .GetProperty(nameof(GenerationOptions.GenerateSeconds))!
            .GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()!
            .Maximum;

        Assert.That(timeout.TotalSeconds, Is.GreaterThan((int)longest));
        Assert.That(
            TimeSpan.Parse(Settings["extensions.durableTask.storageProvider.maxQueuePollingInterval"], null),
            Is.LessThanOrEqualTo(TimeSpan.FromSeconds(10))
        );
        Assert.That(TimeSpan.Parse(Settings["extensions.http.hsts.maxAge"], null).TotalDays, Is.EqualTo(365));
    }

    /// <summary>The messages that a killed instance held stay hidden from the others for this long, and a generation has 300 seconds.</summary>
    [TestCase("controlQueueVisibilityTimeout")]
    [TestCase("workItemQueueVisibilityTimeout")]
    public void What_a_killed_instance_held_is_seen_again_after_a_minute(string setting) =>
        Assert.That(
            TimeSpan.Parse(Settings[$"extensions.durableTask.storageProvider.{setting}"], null),
            Is.EqualTo(TimeSpan.FromMinutes(1))
        );

    [Test]
    public void Paintings_of_one_instance_fit_half_of_its_memory()
    {
        const long instance = 2048L * 1024 * 1024;
        // The answer, and the pictures within it, which are Base64 there.
        const long painting = AnswerLimit.MaxImageBytes + (AnswerLimit.MaxImageBytes * 3 / 4);
        var activities = int.Parse(Settings["extensions.durableTask.maxConcurrentActivityFunctions"], null);

        Assert.That(activities * painting, Is.LessThan(instance / 2));
    }
}
