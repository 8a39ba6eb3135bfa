using System.Text.Json;
using AiPromptGen.Platform;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A generation of a new account that has ended, and what it left.</summary>
/// <param name="Marker">A word of its idea that occurs nowhere else.</param>
/// <param name="State">How it ended: "succeeded azure-openai", "refused content-refused input", "failed provider-unavailable".</param>
/// <param name="Detail">The detail of its problem.</param>
internal sealed record EndedGeneration(
    string Marker,
    string State,
    string? Detail,
    long Balance,
    int Uploads,
    int Audited
)
{
    public const int GrantCredits = 50;

    public static readonly IReadOnlyList<string> Kinds = ["text-to-prompt", "image-to-prompt", "text-to-image"];

    /// <summary>The simulator for every kind, with one retry: prompts cost 3, pictures 4, and the embedded engine 1.</summary>
    public static string[] Routes(AiSimulator simulator) =>
        [
            $"AzureOpenAI:Endpoint={simulator.Address}",
            "AzureOpenAI:ApiKey=simulated",
            "Generations:Breaker:MinimumThroughput=1000",
            .. Route("text-to-prompt", 3),
            .. Route("image-to-prompt", 3),
            .. Route("text-to-image", 4),
            "Generations:Routes:text-to-image:0:Target=gpt-image",
        ];

    /// <param name="word">A magic word for the simulator, which is put into the idea.</param>
    public static async Task<EndedGeneration> OfAsync(TestApp app, string kind, string word)
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var marker = "zq" + Guid.NewGuid().ToString("N")[..10];
        var source =
            kind == "image-to-prompt"
                ? $$""","source":{"uploadId":"{{(await person.UploadAsync(TestPictures.Photo())).Id}}"}"""
                : "";
        var body = $$"""{"kind":"{{kind}}","idea":"a {{marker}} heron, {{word}}, in the reeds"{{source}}}""";
        var started = await person.GenerateAsync(body, wait: 0);
        var end = await person.EndOfAsync(started.Id);
        var remains = await AccountRemains.ReadAsync(app, account);
        for (var tries = 0; tries < 100 && (remains.Audit.Count == 0 || remains.Blobs.Count > 0); tries++)
        {
            // The upload is deleted and the audit row written after the final state is visible.
            await Task.Delay(200);
            remains = await AccountRemains.ReadAsync(app, account);
        }

        var credits = await person.CreditsAsync();
        Assert.That((credits.Reserved, credits.Entries.Sum()), Is.EqualTo((0, credits.Balance)), word);
        var problem = end.Json.TryGetProperty("problem", out var p) ? p : default;
        var failed = problem.ValueKind == JsonValueKind.Object;
        var stage = end.State == "refused" ? " " + end.At("safety", "stage").GetString() : "";
        return new EndedGeneration(
            marker,
            failed
                ? $"{end.State} {problem.GetProperty("code").GetString()}{stage}"
                : $"{end.State} {end.At("route", "provider").GetString()}",
            failed ? problem.GetProperty("detail").GetString() : null,
            credits.Balance,
            remains.Blobs.Count,
            remains.Audit.Count
        );
    }

    private static string[] Route(string kind, int price) =>
        [
            $"Generations:Routes:{kind}:0:Provider=azure-openai",
            $"Generations:Routes:{kind}:0:Model=simulated",
            $"Generations:Routes:{kind}:0:PriceCredits={price}",
            $"Generations:Routes:{kind}:0:TimeoutSeconds=10",
            $"Generations:Routes:{kind}:0:Retries=1",
        ];
}
