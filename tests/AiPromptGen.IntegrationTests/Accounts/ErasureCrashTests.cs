using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>
/// The process dies at every single write of an erasure, before it or right after it, and a new one goes on from what storage
/// holds. Whatever the moment: nothing was begun, or everything is gone in the end, and the account never comes back.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ErasureCrashTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const int MostWrites = 80;

    [TestCase(false)]
    [TestCase(true)]
    [Property("Promise", "P2"), Property("Promise", "P6"), Property("Promise", "P11")]
    public async Task Dying_at_any_write_leaves_nothing_in_the_end(bool after)
    {
        await using var scene = await DeathScene.OpenAsync($"EraseCrash{after}");
        var reached = 0;
        for (var write = 1; write <= MostWrites && await CrashAsync(scene, write, after); write++)
        {
            reached = write;
        }

        await TestContext.Out.WriteLineAsync($"Died at each of {reached} writes (after: {after})");
        Assert.That(reached, Is.InRange(15, MostWrites - 1));
    }

    /// <returns>False when the erasure ended before the write was reached.</returns>
    private static async Task<bool> CrashAsync(DeathScene scene, int write, bool after)
    {
        var moment = $"write {write}, after: {after}";
        var dying = new Death(write, after);
        var starts = new StartGate();
        var first = await scene.StartAsync(services =>
        {
            services.AddDeath(dying);
            services.AddSingleton(starts);
        });
        using var person = await ApiClient.NewAsync(first.Address);
        var account = await LiveAsync(first, person, starts);
        await AssertExportIsAllAsync(first, person, account);

        dying.Arm();
        await TryAsync(() => person.EraseAsync());
        await Clock.UntilAsync(async () =>
        {
            scene.Time.Advance(TimeSpan.FromSeconds(1));
            return dying.Dead || await IsDoneAsync(person);
        });
        // The engine's own last writes come after the last row has gone.
        for (var tries = 0; tries < 20 && !dying.Dead; tries++)
        {
            await Task.Delay(10);
        }

        await scene.KillAsync(first);
        var second = scene.Survivor;
        using var again = new ApiClient(second.Address);
        await again.SignInAsync(person.Email);
        if ((await again.GetAsync("account/erasure")).Code == "erasure-not-found")
        {
            var rows = (await AccountRemains.ReadAsync(second, account)).Rows;
            Assert.That(rows.Single(r => r.RowKey == "account").Keys, Has.None.EqualTo("ClosingSince"), moment);
            await again.EraseAsync();
        }

        await again.ErasedAsync(scene.Time);
        Assert.That(await ErasedTrace.OfAsync(second, account), Is.Empty, moment);
        scene.Time.Advance(TimeSpan.FromSeconds(2));
        await again.ComeBackAsync(person.Email);
        Assert.That((await again.CreditsAsync()).Balance, Is.Zero, $"{moment}: a second sign-up grant");
        await scene.RestAsync();
        return dying.Dead;
    }

    /// <summary>One generation that ended, one that could not be started, an upload, a favourite.</summary>
    private static async Task<AccountId> LiveAsync(TestApp app, ApiClient person, StartGate starts)
    {
        var done = await person.GenerateAsync(Idea);
        Assert.That(done.State, Is.EqualTo("succeeded"), done.Text);
        await person.UploadAsync(TestPictures.Solid("#204060"));
        await person.SendAsync(HttpMethod.Post, $"generations/{done.Id}/favourite", "{}");
        var account = new AccountId((await person.GetAsync("account")).Id);
        // The last steps of an orchestration come after its end is visible.
        await Clock.UntilAsync(async () => (await AccountRemains.AuditAsync(app, account)).Count == 1);
        await Task.Delay(50);
        starts.Closed = true;
        Assert.That((await person.GenerateAsync(Idea, wait: 0)).State, Is.EqualTo("queued"));
        starts.Closed = false;
        return account;
    }

    private static async Task AssertExportIsAllAsync(TestApp app, ApiClient person, AccountId account)
    {
        var export = await person.GetAsync("account/export");
        var exported = export
            .Json.EnumerateObject()
            .Where(s =>
                s.Value.ValueKind == JsonValueKind.Array
                && s.Name is not ("pictures" or "audit" or "remembered" or "paymentEvents")
            )
            .SelectMany(s => s.Value.EnumerateArray())
            .Select(r => r.GetProperty("rowKey").GetString());
        var held = await AccountRemains.ReadAsync(app, account);
        Assert.That(exported, Is.EquivalentTo(held.Rows.Select(r => r.RowKey)));
        Assert.That(export.At("pictures").GetArrayLength(), Is.EqualTo(held.Blobs.Count).And.EqualTo(1));
    }

    private static async Task<bool> IsDoneAsync(ApiClient person)
    {
        var answer = await person.GetAsync("account/erasure");
        return (int)answer.Status == 200 && answer.State == "done";
    }

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // The connection died with the process.
        }
    }
}
