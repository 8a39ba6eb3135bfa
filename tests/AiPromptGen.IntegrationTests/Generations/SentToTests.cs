using System.Diagnostics;
using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Simulators;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Every service that was sent a request is named to the owner of the generation and in the audit, whatever it answered.</summary>
[TestFixture]
[Property("Promise", "P9"), Property("Promise", "P10"), Property("Promise", "P21")]
internal sealed class SentToTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test]
    public async Task A_provider_that_answers_503_is_named_in_the_view_and_in_the_audit()
    {
        await using var simulator = await StartSimulatorAsync();
        simulator.Down = true;
        await using var app = await StartAsync("SentTo", simulator);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Idea);

        Assert.That(answer.At("route", "provider").GetString(), Is.EqualTo("embedded"), answer.Text);
        Assert.That(answer.At("sentTo")[0].GetProperty("provider").GetString(), Is.EqualTo("azure-openai"));
        Assert.That(answer.At("sentTo").GetArrayLength(), Is.EqualTo(1), "sent twice, named once");
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.Zero);
        Assert.That(answer.At("result", "free", "reason").GetString(), Is.EqualTo("draft"));
        Assert.That(await RouteInAuditAsync(app, person), Is.EqualTo("azure-openai/simulated,embedded/idea-1"));
    }

    [Test]
    public async Task A_person_may_refuse_third_parties()
    {
        await using var simulator = await StartSimulatorAsync();
        await using var app = await StartAsync("NoProviders", simulator);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a heron in the reeds","providers":"none"}"""
        );

        Assert.That(answer.At("route", "provider").GetString(), Is.EqualTo("embedded"), answer.Text);
        Assert.That(answer.Json.TryGetProperty("sentTo", out _), Is.False);
        Assert.That(simulator.Requests, Is.Empty);
        Assert.That(await RouteInAuditAsync(app, person), Is.EqualTo("embedded/idea-1"));
        var picture = await person.GenerateAsync(
            """{"kind":"text-to-image","idea":"a heron in the reeds","providers":"none"}""",
            wait: 0
        );
        Assert.That(picture.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(picture.Text, Does.Contain("providers-needed"));
    }

    [Test, Property("Promise", "P15")]
    public async Task A_person_may_want_the_first_route_or_nothing()
    {
        await using var simulator = await StartSimulatorAsync();
        simulator.Down = true;
        await using var app = await StartAsync("NoFallback", simulator);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a heron in the reeds","fallback":false}"""
        );

        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo("provider-unavailable"));
        Assert.That(answer.At("sentTo")[0].GetProperty("provider").GetString(), Is.EqualTo("azure-openai"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(EndedGeneration.GrantCredits));
        Assert.That(await RouteInAuditAsync(app, person), Is.EqualTo("azure-openai/simulated"));
    }

    [Test]
    public async Task No_id_of_a_trace_leaves()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is AppTelemetry.Name or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var simulator = await StartSimulatorAsync();
        await using var app = await StartAsync("NoTrace", simulator);
        using var person = await ApiClient.NewAsync(app.Address);
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        person.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        person.Http.DefaultRequestHeaders.Add("baggage", "who=xanthoria");

        await person.GenerateAsync(Idea);

        var sent = simulator.Requests.Single();
        Assert.That(
            sent.Headers.Keys.Select(key => key.ToLowerInvariant()),
            Has.None.AnyOf("traceparent", "tracestate", "baggage", "request-id", "correlation-context")
        );
        Assert.That(string.Join(' ', sent.Headers.Values), Does.Not.Contain(trace).And.Not.Contain("xanthoria"));
    }

    private static Task<AiSimulator> StartSimulatorAsync() =>
        AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);

    private static Task<TestApp> StartAsync(string hub, AiSimulator simulator) =>
        TestApp.StartAsync(hub, settings: EndedGeneration.Routes(simulator));

    private static async Task<string?> RouteInAuditAsync(TestApp app, ApiClient person)
    {
        var account = new AccountId((await person.GetAsync("account")).Id);
        string? route = null;
        await Clock.UntilAsync(async () =>
        {
            var audit = (await AccountRemains.ReadAsync(app, account)).Audit;
            route = audit.Count > 0 ? audit[0].GetString("ModelRoute") : null;
            return audit.Count > 0;
        });
        return route;
    }
}
