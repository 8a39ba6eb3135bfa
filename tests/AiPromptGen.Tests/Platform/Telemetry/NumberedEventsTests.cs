using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Tests.Platform.Telemetry;

[TestFixture]
public sealed partial class NumberedEventsTests
{
    [Test]
    public void An_event_reaches_the_host_by_its_number()
    {
        var worker = new RecordedLogs();

        LogParked(LoggerTo(worker, numbered: true), 7);

        Assert.That(worker.Sent, Is.EqualTo(new[] { "2001 Warning Generation 7 is parked" }));
    }

    [Test]
    public void Without_it_the_number_would_be_lost()
    {
        var worker = new RecordedLogs();

        LogParked(LoggerTo(worker, numbered: false), 7);

        Assert.That(worker.Sent, Is.EqualTo(new[] { "LogParked Warning Generation 7 is parked" }));
    }

    [Test]
    public void An_event_without_a_number_keeps_its_name_and_levels_are_filtered()
    {
        var worker = new RecordedLogs();
        var logger = LoggerTo(worker, numbered: true);

        logger.Log(LogLevel.Error, new EventId(0, "Named"), "text", null, (text, _) => text);
        logger.Log(LogLevel.Debug, new EventId(1), "unseen", null, (text, _) => text);

        Assert.That(logger.IsEnabled(LogLevel.Debug), Is.False);
        Assert.That(worker.Sent, Is.EqualTo(new[] { "Named Error text" }));
    }

    [Test]
    public void The_workers_own_events_keep_their_names()
    {
        var worker = new RecordedLogs();
        using var inner = new LoggerFactory([worker]);
        using var factory = new NumberedEvents(inner);

        LogParked(factory.CreateLogger("Microsoft.Azure.Functions.Worker"), 7);

        Assert.That(worker.Sent, Is.EqualTo(new[] { "LogParked Warning Generation 7 is parked" }));
    }

    private static ILogger LoggerTo(RecordedLogs worker, bool numbered)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(worker).SetMinimumLevel(LogLevel.Information));
        if (numbered)
        {
            NumberedEvents.AddTo(services);
        }

        return services.BuildServiceProvider().GetRequiredService<ILogger<NumberedEventsTests>>();
    }

    [LoggerMessage(2001, LogLevel.Warning, "Generation {Id} is parked")]
    private static partial void LogParked(ILogger logger, int id);
}
