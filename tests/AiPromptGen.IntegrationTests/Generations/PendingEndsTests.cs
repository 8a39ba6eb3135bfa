using AiPromptGen.Audit;
using AiPromptGen.Generations;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>The rows of pending generations that have ended are deleted page by page, without reading each generation.</summary>
[TestFixture]
internal sealed class PendingEndsTests
{
    private const int Ended = 400;
    private readonly CountingPolicy counting = new();
    private readonly BlockingPolicy audits = new(r =>
        r.Uri.ToUri().AbsolutePath.Contains("/audit2", StringComparison.Ordinal)
    );
    private TestApp app = null!;
    private StorageClients storage = null!;
    private Ids ids = null!;
    private DateTimeOffset since;

    [SetUp]
    public async Task Begin()
    {
        await AccountRemains.ForgetPendingAsync();
        audits.Blocking = false;
        app = await TestApp.StartAsync(
            $"Ends{TestContext.CurrentContext.Test.ID.Replace("-", "", StringComparison.Ordinal)}",
            services => services.AddSingleton<HttpPipelinePolicy>(audits).AddSingleton<HttpPipelinePolicy>(counting)
        );
        storage = app.Services.GetRequiredService<StorageClients>();
        ids = app.Services.GetRequiredService<Ids>();
        since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
    }

    [TearDown]
    public async Task End() => await app.DisposeAsync();

    [Test]
    public async Task Those_that_ended_go_by_the_hundred_and_the_others_stay()
    {
        await AddAsync("succeeded", Ended);
        var waiting = (await AddAsync("parked:settlement-parked", 3)).Concat(await AddAsync(null, 4)).ToList();
        counting.Clear();

        var rest = await app
            .Services.GetRequiredService<PendingEnds>()
            .ForgetAsync(since.AddMinutes(3), 100, CancellationToken.None);

        Assert.That((rest.Forgotten, rest.More), Is.EqualTo((Ended, false)));
        Assert.That(rest.Waiting.Select(e => e.GenerationId), Is.EquivalentTo(waiting));
        Assert.That(await LeftAsync(), Is.EquivalentTo(waiting));
        Assert.That(counting.Calls, Has.None.Contains("/users"), "no generation is read for it");
    }

    [Test]
    public async Task Of_more_than_can_be_held_the_oldest_are_helped_first()
    {
        await AddAsync(null, 20);
        since = since.AddHours(-1);
        var oldest = await AddAsync(null, 5);

        var rest = await app
            .Services.GetRequiredService<PendingEnds>()
            .ForgetAsync(since.AddHours(2), 5, CancellationToken.None);

        Assert.That(rest.More);
        Assert.That(rest.Waiting.Select(e => e.GenerationId), Is.EquivalentTo(oldest));
    }

    [Test]
    public async Task When_audit_rows_cannot_be_read_nothing_is_forgotten_and_everything_is_looked_at()
    {
        var all = await AddAsync("succeeded", 10);
        audits.Blocking = true;

        var rest = await app
            .Services.GetRequiredService<PendingEnds>()
            .ForgetAsync(since.AddMinutes(3), 100, CancellationToken.None);

        Assert.That(rest.Forgotten, Is.Zero);
        Assert.That(rest.Waiting.Select(e => e.GenerationId), Is.EquivalentTo(all));
    }

    /// <param name="status">The status in its audit row; null for no such row.</param>
    private async Task<IReadOnlyList<string>> AddAsync(string? status, int count)
    {
        var made = Enumerable.Range(0, count).Select(_ => ids.New()).ToList();
        var account = new AccountId("ends-" + Guid.NewGuid().ToString("N"));
        var (pending, trail) = (
            app.Services.GetRequiredService<PendingGenerations>(),
            app.Services.GetRequiredService<AuditTrail>()
        );
        await Parallel.ForEachAsync(
            made,
            async (id, token) =>
            {
                await pending.AddAsync(new PendingGenerations.Entry(account, id, since), token);
                if (status is not null)
                {
                    var row = new AuditRow
                    {
                        Id = id,
                        AccountKey = trail.KeyOf(account, since),
                        RequestStatus = status,
                        QuotaEvent = "none",
                        RequestedAt = since,
                        CompletedAt = since,
                    };
                    await trail.WriteAsync(row, token);
                }
            }
        );
        return made;
    }

    private async Task<IReadOnlyList<string>> LeftAsync() =>
        await storage.Pending.QueryAsync<TableEntity>().Select(row => row.RowKey).ToListAsync();
}
