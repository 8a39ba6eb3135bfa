using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>Activities of a generation that wake up when its account is gone: they end, and bring nothing back.</summary>
[TestFixture]
internal sealed class LateGenerationTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    /// <param name="reopened">The person has signed in again: the id is a new account's.</param>
    [TestCase(false)]
    [TestCase(true)]
    [Property("Promise", "P2"), Property("Promise", "P11"), Property("Promise", "P15")]
    public async Task Every_late_activity_ends_without_bringing_anything_back(bool reopened)
    {
        var time = new ShiftedTime();
        await using var app = await TestApp.StartAsync($"LateGeneration{reopened}", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var (account, start) = await ErasedAsync(person);
        if (reopened)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await person.ComeBackAsync(person.Email);
            // With credits of its own, which the old generation must not reserve.
            var grant = new Grant
            {
                Id = "g-1",
                Origin = CreditOrigin.Goodwill,
                Amount = new CreditAmount(5),
                Reference = "g-1",
            };
            await app
                .Services.GetRequiredService<AccountLedger>()
                .GrantAsync(AccountRef.Current(account), grant, null, CancellationToken.None);
        }

        var before = await RowsAsync(app, account);
        var made = new Settle.Input
        {
            Start = start,
            Answer = new GenerateAnswer { Status = GenerationStatus.Succeeded, PriceCredits = 1 },
        };
        var failed = made with { Answer = GenerateAnswer.From(GenerationStatus.Failed, "provider-unavailable") };
        var (services, none) = (app.Services, CancellationToken.None);
        var reserve = ActivatorUtilities.CreateInstance<ReserveCredits>(services);
        var generate = ActivatorUtilities.CreateInstance<Generate>(services);
        var settle = ActivatorUtilities.CreateInstance<Settle>(services);
        var park = ActivatorUtilities.CreateInstance<ParkGeneration>(services);

        var reserved = await reserve.RunAsync(ReserveCredits.Input.From(start), none);
        Assert.That(reserved.ProblemCode, Is.EqualTo("account-closing"));
        var answer = await generate.RunAsync(Generate.Input.From(start, time.GetUtcNow().UtcDateTime), none);
        Assert.That((answer.Status, answer.ProblemCode), Is.EqualTo((GenerationStatus.Failed, "account-closing")));
        Settlement[] ends =
        [
            await settle.RunAsync(made, none),
            await settle.RunAsync(failed, none),
            await park.RunAsync(made, none),
        ];
        Assert.That(ends.Select(e => (e.Status, e.QuotaEvent)), Is.All.EqualTo((GenerationStatus.Failed, "erased")));
        Assert.That(await RowsAsync(app, account), Is.EqualTo(before));
        Assert.That(before, Has.Count.EqualTo(reopened ? 3 : 0));
    }

    [Test]
    public async Task A_row_for_an_account_that_went_meanwhile_is_refused()
    {
        await using var app = await TestApp.StartAsync("LateRow");
        using var person = await ApiClient.NewAsync(app.Address);
        var (account, _) = await ErasedAsync(person);

        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            app
                .Services.GetRequiredService<AccountLedger>()
                .AddRowAsync(
                    AccountRef.Current(account),
                    new TableEntity(account.Value, "fav-late"),
                    CancellationToken.None
                )
        );

        Assert.That(refused!.Problem.Code, Is.EqualTo("account-closing"));
        Assert.That(await RowsAsync(app, account), Is.Empty);
    }

    [Test, Property("Promise", "P11")]
    public async Task A_whole_orchestration_that_starts_late_ends_at_once_and_is_not_parked()
    {
        await using var app = await TestApp.StartAsync("LateStart");
        using var person = await ApiClient.NewAsync(app.Address);
        var (account, start) = await ErasedAsync(person);
        var client = app.Durable;

        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(GenerationOrchestrator),
            start,
            new Microsoft.DurableTask.StartOrchestrationOptions(start.GenerationId)
        );
        // Retries would take far longer than this waits.
        await Clock.UntilAsync(async () => (await client.GetInstanceAsync(start.GenerationId))!.IsCompleted);

        var audit = (await AccountRemains.ReadAsync(app, account)).Audit;
        Assert.That(audit.Count(a => a.GetString("QuotaEvent") == "erased"), Is.EqualTo(1));
        Assert.That(await RowsAsync(app, account), Is.Empty);
    }

    private static async Task<(AccountId, GenerationStart)> ErasedAsync(ApiClient person)
    {
        var account = new AccountId((await person.GetAsync("account")).Id);
        var generation = await person.GenerateAsync(Idea);
        await person.EraseAsync();
        await person.ErasedAsync();
        var now = TimeProvider.System.GetUtcNow();
        var start = new GenerationStart
        {
            AccountId = account.Value,
            GenerationId = generation.Id,
            ReserveCredits = 1,
            AcceptedAt = now,
            GenerateSeconds = 300,
            ReservationDeadline = now + TimeSpan.FromHours(1),
        };
        return (account, start);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestApp app, AccountId account) =>
        [.. (await AccountRemains.ReadAsync(app, account)).Rows.Select(r => r.RowKey)];
}
