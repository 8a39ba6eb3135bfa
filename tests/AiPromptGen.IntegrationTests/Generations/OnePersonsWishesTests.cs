using System.Text.Json.Nodes;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>All people share a route, so requests of one person that it cannot serve must not close it to others.</summary>
[TestFixture]
[Property("Promise", "P9"), Property("Promise", "P15")]
internal sealed class OnePersonsWishesTests
{
    private const string Marker = "zqwish";

    [TestCase(
        """{"error":{"message":"Invalid prompt: your prompt was flagged.","type":"invalid_request_error","code":"invalid_prompt"}}""",
        400,
        "refused"
    )]
    [TestCase("""{"error":{"code":"context_length_exceeded","message":"Too long."}}""", 400, "succeeded")]
    [TestCase("""{"choices":[]}""", 200, "succeeded")]
    [TestCase("""{"error":{"code":403,"message":"Forbidden"}}""", 403, "succeeded")]
    [TestCase("""{"code":"permission-denied","error":"Content violates usage guidelines. "}""", 403, "refused")]
    public async Task Four_wishes_that_were_not_served_leave_the_route_to_others(string body, int status, string state)
    {
        await using var simulator = await AiSimulator.StartAsync(0, TimeProvider.System, CancellationToken.None);
        simulator.Instead = request =>
            request.Body.Contains(Marker, StringComparison.Ordinal)
                ? new SimulatedAnswer(status, JsonNode.Parse(body)!.AsObject())
                : null;
        await using var app = await TestApp.StartAsync(
            "OnePersonsWishes",
            settings: [.. EndedGeneration.Routes(simulator), "Generations:Breaker:MinimumThroughput=2"]
        );
        using var one = await ApiClient.NewAsync(app.Address);
        using var other = await ApiClient.NewAsync(app.Address);

        for (var i = 0; i < 4; i++)
        {
            var wish = await one.GenerateAsync(
                $$"""{"kind":"text-to-prompt","idea":"a {{Marker}} heron in reeds {{i}}"}"""
            );
            Assert.That(wish.State, Is.EqualTo(state), wish.Text);
            Assert.That(
                wish.Json.TryGetProperty("route", out var served)
                    && served.GetProperty("provider").GetString() is "embedded",
                Is.EqualTo(state is "succeeded"),
                "a refusal is handed to nobody"
            );
        }

        var idea = await other.GenerateAsync("""{"kind":"text-to-prompt","idea":"a heron in the reeds"}""");

        Assert.That(idea.At("route", "provider").GetString(), Is.EqualTo("azure-openai"), idea.Text);
        Assert.That(
            (await other.GetAsync("health")).At("routes")[0].GetProperty("breaker").GetString(),
            Is.EqualTo("closed")
        );
        Assert.That(simulator.Requests.Count(r => r.Body.Contains(Marker, StringComparison.Ordinal)), Is.EqualTo(4));
        if (state is "refused")
        {
            Assert.That((await one.CreditsAsync()).Balance, Is.EqualTo(EndedGeneration.GrantCredits));
        }
    }
}
