using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiPromptGen.Platform.Telemetry;

/// <summary>
/// Everything that the app measures, in one place so that it can be reviewed at once. Measures hold closed words and numbers, never what a
/// person wrote, sent or got, and no account. Counts may be slightly too high when an activity ran twice.
/// </summary>
internal sealed class AppTelemetry : IDisposable
{
    public const string Name = "AiPromptGen";

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter;
    private readonly Counter<long> _generations;
    private readonly Counter<long> _credits;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _storage;
    private readonly Counter<long> _swept;
    private readonly Histogram<double> _generationSeconds;
    private readonly Histogram<double> _providerSeconds;

    public AppTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _generations = _meter.CreateCounter<long>("generations.completed", "{generation}", "By status and route.");
        _credits = _meter.CreateCounter<long>("credits.charged", "{credit}", "By route.");
        _tokens = _meter.CreateCounter<long>("provider.tokens", "{token}", "By model route and kind of token.");
        _storage = _meter.CreateCounter<long>("storage.operations", "{operation}", "By service and status code.");
        _swept = _meter.CreateCounter<long>("sweep.items", "{item}", "What each timer did away with.");
        _generationSeconds = _meter.CreateHistogram<double>("generation.duration", "s", "From acceptance to audit.");
        _providerSeconds = _meter.CreateHistogram<double>("provider.duration", "s", "One call of one model route.");
    }

    /// <summary>Starts the trace of one step of a generation, as a part of the trace of the request that asked for it.</summary>
    /// <param name="traceParent">W3C Trace Context of that request; ids only.</param>
    public Activity? StartStep(string step, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? _source.StartActivity(step, ActivityKind.Internal, parent)
            : _source.StartActivity(step);

    public Activity? StartProviderCall(string provider, string model) =>
        _source.StartActivity("provider", ActivityKind.Client)?.AddTag("provider", provider).AddTag("model", model);

    /// <param name="outcome">The class of the answer.</param>
    public void ProviderCalled(string provider, string model, string outcome, TimeSpan took) =>
        _providerSeconds.Record(
            took.TotalSeconds,
            new("provider", provider),
            new("model", model),
            new("outcome", outcome)
        );

    /// <param name="kind">"prompt", "cached" (a part of these), "completion", or "reasoning" (a part of those).</param>
    public void TokensUsed(string provider, string model, string kind, long count) =>
        _tokens.Add(count, new("provider", provider), new("model", model), new("tokens", kind));

    public void GenerationCompleted(string kind, string status, string? route, long chargedCredits, TimeSpan took)
    {
        TagList tags = [new("kind", kind), new("status", status), new("route", route ?? "none")];
        _generations.Add(1, tags);
        _credits.Add(chargedCredits, tags);
        _generationSeconds.Record(took.TotalSeconds, tags);
    }

    public void StorageCalled(string service, int statusCode) =>
        _storage.Add(1, new("service", service), new("status", statusCode));

    public void Swept(string sweep, int items) => _swept.Add(items, new KeyValuePair<string, object?>("sweep", sweep));

    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }
}
