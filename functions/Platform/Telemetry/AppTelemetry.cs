using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiPromptGen.Platform.Telemetry;

/// <summary>
/// Everything the app measures, in one place so that it can be read at once: closed words and numbers, never what a person
/// wrote, sent or got, and no account. Counts may be a little high where an activity ran twice.
/// </summary>
internal sealed class AppTelemetry : IDisposable
{
    public const string Name = "AiPromptGen";

    private readonly ActivitySource source = new(Name);
    private readonly Meter meter;
    private readonly Counter<long> generations;
    private readonly Counter<long> credits;
    private readonly Counter<long> tokens;
    private readonly Counter<long> storage;
    private readonly Counter<long> swept;
    private readonly Histogram<double> generationSeconds;
    private readonly Histogram<double> providerSeconds;

    public AppTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        generations = meter.CreateCounter<long>("generations.completed", "{generation}", "By status and route.");
        credits = meter.CreateCounter<long>("credits.charged", "{credit}", "By route.");
        tokens = meter.CreateCounter<long>("provider.tokens", "{token}", "By model route and kind of token.");
        storage = meter.CreateCounter<long>("storage.operations", "{operation}", "By service and status code.");
        swept = meter.CreateCounter<long>("sweep.items", "{item}", "What each timer did away with.");
        generationSeconds = meter.CreateHistogram<double>("generation.duration", "s", "From acceptance to audit.");
        providerSeconds = meter.CreateHistogram<double>("provider.duration", "s", "One call of one model route.");
    }

    /// <summary>A step of a generation, in the trace of the request that asked for it.</summary>
    /// <param name="traceParent">W3C Trace Context of that request; ids only.</param>
    public Activity? StartStep(string step, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? source.StartActivity(step, ActivityKind.Internal, parent)
            : source.StartActivity(step);

    public Activity? StartProviderCall(string provider, string model) =>
        source.StartActivity("provider", ActivityKind.Client)?.AddTag("provider", provider).AddTag("model", model);

    /// <param name="outcome">The class of the answer.</param>
    public void ProviderCalled(string provider, string model, string outcome, TimeSpan took) =>
        providerSeconds.Record(
            took.TotalSeconds,
            new("provider", provider),
            new("model", model),
            new("outcome", outcome)
        );

    /// <param name="kind">prompt, cached (of these), completion or reasoning (of those).</param>
    public void TokensUsed(string provider, string model, string kind, long count) =>
        tokens.Add(count, new("provider", provider), new("model", model), new("tokens", kind));

    public void GenerationCompleted(string kind, string status, string? route, long chargedCredits, TimeSpan took)
    {
        TagList tags = [new("kind", kind), new("status", status), new("route", route ?? "none")];
        generations.Add(1, tags);
        credits.Add(chargedCredits, tags);
        generationSeconds.Record(took.TotalSeconds, tags);
    }

    public void StorageCalled(string service, int statusCode) =>
        storage.Add(1, new("service", service), new("status", statusCode));

    public void Swept(string sweep, int items) => swept.Add(items, new KeyValuePair<string, object?>("sweep", sweep));

    public void Dispose()
    {
        meter.Dispose();
        source.Dispose();
    }
}
