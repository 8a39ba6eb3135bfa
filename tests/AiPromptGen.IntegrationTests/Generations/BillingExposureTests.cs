using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Four pictures are asked for and something goes wrong: how many calls a service can bill. One, or two where the first answer
/// says that nothing was done. What storage and deaths add is in <see cref="PaidOnceTests"/>: nothing.
/// </summary>
[TestFixture, Parallelizable]
[Property("Promise", "P15")]
internal sealed class BillingExposureTests
{
    /// <summary>Answers of services and gateways that may have painted: the time was over, or the service failed at its work.</summary>
    private static readonly (string Word, int Status, string Body)[] Others =
    [
        ("gone-408", 408, """{"error":{"code":408,"message":"litellm.Timeout"}}"""),
        ("gone-424", 424, "{}"),
        ("gone-499", 499, "{}"),
        ("gone-504", 504, "{}"),
        ("gone-in-200", 200, """{"error":{"type":"server_error","message":"x"}}"""),
        ("gone-to-address", 200, """{"data":[{"url":"https://elsewhere.example.org/1.png"}]}"""),
    ];

    private static readonly (string Word, int Calls)[] Faults =
    [
        (MagicWords.TooMany, 2),
        (MagicWords.TooManyAfter, 2),
        (MagicWords.Unavailable, 2),
        (MagicWords.Broken, 1),
        (MagicWords.Silent, 1),
        (MagicWords.Cut, 1),
        (MagicWords.InvalidJson, 1),
        (MagicWords.OutsideSchema, 1),
        (MagicWords.EmptyChoice, 1),
        (MagicWords.Oversize, 1),
        .. Others.Select(other => (other.Word, 1)),
    ];

    [Test]
    public async Task A_fault_is_billed_once_at_most()
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        simulator.Instead = request =>
            Array.Find(Others, other => request.Body.Contains(other.Word, StringComparison.Ordinal))
                is { Word: not null } found
                ? new SimulatedAnswer(found.Status, JsonNode.Parse(found.Body)!.AsObject())
                : null;
        await using var app = await TestApp.StartAsync("Exposure", settings: EndedGeneration.Routes(simulator));

        var found = await Task.WhenAll(Faults.Select(fault => LineAsync(app, simulator, fault.Word)));

        await TestContext.Out.WriteLineAsync(string.Join('\n', found));
        Assert.That(
            found,
            Is.EqualTo(
                Faults.Select(f => Line(f.Word, f.Calls, "failed provider-unavailable", EndedGeneration.GrantCredits))
            )
        );
    }

    /// <summary>No service received any of the attempts, so there is nothing to bill.</summary>
    [Test]
    public async Task Where_nobody_listens_nothing_can_be_billed()
    {
        var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        var settings = EndedGeneration.Routes(simulator);
        await simulator.DisposeAsync();
        await using var app = await TestApp.StartAsync("ExposureGone", settings: settings);
        using var person = await ApiClient.NewAsync(app.Address);

        var end = await person.EndOfAsync((await person.GenerateAsync(Body("a heron"), wait: 0)).Id);

        Assert.That(end.State, Is.EqualTo("failed"), end.Text);
        Assert.That(end.Json.TryGetProperty("sentTo", out _), Is.False, "it never left");
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(EndedGeneration.GrantCredits));
    }

    private static async Task<string> LineAsync(TestApp app, AiSimulator simulator, string word)
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var marker = "zq" + Guid.NewGuid().ToString("N")[..10];
        var started = await person.GenerateAsync(Body($"a {marker} heron, {word}, in the reeds"), wait: 0);
        var end = await person.EndOfAsync(started.Id);
        var calls = simulator.Requests.Count(r => r.Body.Contains(marker, StringComparison.Ordinal));
        var code = end.Json.TryGetProperty("problem", out var p) ? $" {p.GetProperty("code").GetString()}" : "";
        return Line(word, calls, end.State + code, (await person.CreditsAsync()).Balance);
    }

    private static string Body(string idea) =>
        $$$"""{"kind":"text-to-image","idea":"{{{idea}}}","controls":{"variations":4}}""";

    private static string Line(string word, int calls, string end, long balance) =>
        new StringBuilder()
            .Append(null, $"{word, -18} calls {calls} pictures asked for {calls * 4} {end, -30} ")
            .Append(null, $"{EndedGeneration.GrantCredits} -> {balance}")
            .ToString();
}
