using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Every error of services and gateways, for every kind, through the whole app: how it ends, what it costs, how often the service
/// is asked. Prompts cost 3 there and nothing as a draft of the embedded engine, pictures 4.
/// </summary>
[TestFixture]
[Property("Promise", "P9"), Property("Promise", "P15")]
internal sealed class ServicePayloadTableTests
{
    private static readonly Regex Number = new("zqpay(?<number>[0-9]+)z", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The simulator sends objects. A list is told from an object by the client, before anything is made of either.</summary>
    private static readonly ServicePayload[] Payloads =
    [
        .. ServicePayloads.Errors.Where(payload => payload.Body.StartsWith('{')),
    ];

    [Test]
    public async Task Every_payload_ends_as_it_should_and_costs_nothing()
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        simulator.Instead = request =>
            Number.Match(request.Body) is { Success: true } found ? AnswerOf(found.Groups["number"].Value) : null;
        await using var app = await TestApp.StartAsync("Payloads", settings: EndedGeneration.Routes(simulator));
        var cases = Payloads.Index().SelectMany(one => EndedGeneration.Kinds.Select(kind => (one, kind))).ToList();

        var ends = await Task.WhenAll(cases.Select(c => EndedGeneration.OfAsync(app, c.kind, $"zqpay{c.one.Index}z")));

        var (expected, found) = (new StringBuilder(), new StringBuilder());
        foreach (var (((_, payload), kind), end) in cases.Zip(ends))
        {
            var asked = simulator.Requests.Count(r => r.Body.Contains(end.Marker, StringComparison.Ordinal));
            Line(expected, payload, kind, EndOf(payload, kind), EndedGeneration.GrantCredits, CallsOf(payload));
            Line(found, payload, kind, end.State, end.Balance, asked);
        }

        await TestContext.Out.WriteLineAsync(found);
        Assert.That(found.ToString(), Is.EqualTo(expected.ToString()));
        Assert.That(ends.Select(end => (end.Uploads, end.Audited)), Is.All.EqualTo((0, 1)));
    }

    private static SimulatedAnswer AnswerOf(string number)
    {
        var payload = Payloads[int.Parse(number, CultureInfo.InvariantCulture)];
        return new SimulatedAnswer(payload.Status, JsonNode.Parse(payload.Body)!.AsObject());
    }

    private static string EndOf(ServicePayload payload, string kind) =>
        payload.End.Split(' ') is ["refused", var stage, _] ? $"refused content-refused {stage}"
        : kind == "text-to-image" ? "failed provider-unavailable"
        : "succeeded embedded";

    /// <summary>Only what says that nothing was done is asked for again, once as the route has it.</summary>
    private static int CallsOf(ServicePayload payload) => payload.End == "transient" ? 2 : 1;

    private static void Line(
        StringBuilder table,
        ServicePayload payload,
        string kind,
        string end,
        long balance,
        int calls
    ) =>
        table.Append(
            null,
            $"{payload.Status} {payload.Name, -52} {kind, -15} {end, -30} {EndedGeneration.GrantCredits} -> {balance} calls {calls}\n"
        );
}
