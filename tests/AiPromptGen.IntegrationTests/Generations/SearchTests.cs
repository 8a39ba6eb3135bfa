using System.Text.Json;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Full-text search over a history of three hundred.</summary>
[TestFixture]
internal sealed class SearchTests
{
    private const int Rows = 300;

    private TestApp app = null!;
    private ApiClient person = null!;
    private List<string> ids = null!;

    [OneTimeSetUp]
    public async Task Fill_a_history()
    {
        app = await TestApp.StartAsync("Search");
        person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        ids = [.. Enumerable.Range(0, Rows).Select(n => $"{n:D10}0000000000000000")];
        var users = app.Services.GetRequiredService<StorageClients>().Users;
        foreach (var chunk in Enumerable.Range(0, Rows).Chunk(100))
        {
            var rows = chunk.Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row(account, n)));
            await users.SubmitTransactionAsync(rows);
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        person.Dispose();
        await app.DisposeAsync();
    }

    [TestCase("lighthouse", 3, TestName = "A word of the idea")]
    [TestCase("LIGHTHOUSE", 3, TestName = "In capitals")]
    [TestCase("cafe", 30, TestName = "Without its accent")]
    [TestCase("CAFÉ", 30, TestName = "With its accent")]
    [TestCase("crème", 30, TestName = "With an accent that is not there")]
    [TestCase("cafe lighthouse", 3, TestName = "All words must match")]
    [TestCase("lighthouse nothing", 0, TestName = "One word that is nowhere")]
    [TestCase("  lighthouse \t cafe ", 3, TestName = "Spaces between and around")]
    [TestCase("watercolor", 300, TestName = "A word of the prompt only")]
    [TestCase("灯台", 3, TestName = "A language without spaces")]
    [TestCase("%", 0, TestName = "No wildcard")]
    [TestCase("' or '1' eq '1", 0, TestName = "No query language")]
    public async Task Every_match_is_found_once_in_order(string query, int expected)
    {
        var found = await AllAsync(query, limit: 20);

        Assert.That(found, Has.Count.EqualTo(expected));
        Assert.That(found, Is.Ordered.And.Unique);
    }

    [Test]
    public async Task A_page_may_be_short_and_still_go_on()
    {
        var first = await person.GetAsync("generations?q=lighthouse&limit=2");
        var rare = await person.GetAsync("generations?q=onlyinthelast");

        Assert.That(first.At("generations").GetArrayLength(), Is.EqualTo(2));
        Assert.That(first.At("cursor").GetString(), Is.EqualTo(ids[100]));
        Assert.That(rare.At("generations").GetArrayLength(), Is.Zero, "two hundred are looked at");
        Assert.That(rare.At("cursor").GetString(), Is.EqualTo(ids[199]));
        Assert.That(await AllAsync("onlyinthelast", limit: 20), Is.EqualTo(new[] { ids[^1] }));
    }

    [Test]
    public async Task Somebody_elses_history_is_not_searched()
    {
        using var other = await ApiClient.NewAsync(app.Address);

        var answer = await other.GetAsync("generations?q=lighthouse");

        Assert.That(answer.At("generations").GetArrayLength(), Is.Zero);
    }

    private async Task<List<string>> AllAsync(string query, int limit)
    {
        var (found, cursor) = (new List<string>(), (string?)null);
        do
        {
            var after = cursor is null ? "" : $"&cursor={cursor}";
            var page = await person.GetAsync($"generations?q={Uri.EscapeDataString(query)}&limit={limit}{after}");
            found.AddRange(page.At("generations").EnumerateArray().Select(g => g.GetProperty("id").GetString()!));
            cursor = page.Json.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);

        return found;
    }

    private TableEntity Row(AccountId account, int number)
    {
        var idea = (number % 10 == 0 ? "a Café with Creme" : "a fox") + (number % 100 == 0 ? ", Lighthouse 灯台" : "");
        var generation = new Generation
        {
            Account = account,
            Id = ids[number],
            Request = new GenerationRequest { Kind = GenerationKind.TextToPrompt, Idea = idea },
            Status = GenerationStatus.Succeeded,
            Sequence = 3,
            AcceptedAt = TimeProvider.System.GetUtcNow(),
        };
        var style = number == Rows - 1 ? "watercolor onlyinthelast" : "watercolor";
        var prompt = new StructuredPrompt { Styles = [Slot.User(style)] };
        var answer = new GenerateAnswer { Status = GenerationStatus.Succeeded };
        var row = generation.ToRow();
        foreach (
            var (name, value) in GenerationChanges.Answered(
                generation,
                new GenerationResult(answer) { Prompt = prompt }
            )
        )
        {
            row[name] = value;
        }

        return row;
    }
}
