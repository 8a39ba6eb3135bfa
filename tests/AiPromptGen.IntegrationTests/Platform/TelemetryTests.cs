using System.Diagnostics;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace AiPromptGen.IntegrationTests.Platform;

[TestFixture]
internal sealed class TelemetryTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Test, Property("Promise", "P13")]
    public async Task One_trace_leads_from_the_browser_to_the_provider()
    {
        ActivityTraceId? seen = null;
        var provider = new FakeProvider(
            (request, _) =>
            {
                seen = Activity.Current?.TraceId;
                return Task.FromResult<ProviderResult>(new ProviderResult.Composed(FakeProvider.Compose(request)));
            }
        );
        var telemetry = new ExportedTelemetry();
        await using var app = await TestApp.StartAsync(
            "Telemetry",
            services =>
            {
                provider.AddTo(services);
                telemetry.AddTo(services);
            },
            settings: FakeProvider.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);
        person.Http.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");

        var end = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a lighthouse at dusk"}""");

        Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
        Assert.That(seen?.ToHexString(), Is.EqualTo(TraceId));
        Assert.That(
            () => telemetry.Spans.Where(s => s.TraceId.ToHexString() == TraceId).Select(s => s.OperationName),
            Is.SupersetOf(new[] { "Generate", "provider", "Settle" }).After(5000, 50)
        );
    }

    [Test, Property("Promise", "P12")]
    public async Task What_happened_is_counted_by_kind_status_and_route()
    {
        var telemetry = new ExportedTelemetry();
        await using var app = await TestApp.StartAsync("Metrics", telemetry.AddTo);
        using var person = await ApiClient.NewAsync(app.Address);

        await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a lighthouse at dusk"}""");
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.That(
            () => telemetry.Points,
            Has.Some.EqualTo("generations.completed kind=text-to-prompt route=embedded/idea-1 status=succeeded 1")
                .And.Some.EqualTo("credits.charged kind=text-to-prompt route=embedded/idea-1 status=succeeded 1")
                .And.Some.StartsWith("generation.duration kind=text-to-prompt")
                .And.Some.StartsWith("provider.duration model=idea-1 outcome=composed provider=embedded")
                .And.Some.StartsWith("storage.operations service=")
                .After(5000, 100)
        );
        // The one address that is told is that of the schema of names.
        Assert.That(
            telemetry.Texts().Select(t => t.Replace("https://opentelemetry.io/schemas/", "", StringComparison.Ordinal)),
            Has.None.Contains("devstoreaccount1").And.None.Contains("://")
        );
    }
}
