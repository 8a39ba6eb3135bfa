using System.Globalization;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>
/// Somebody who has used everything erases the account: a live subscription is canceled, and PayPal's events of that come
/// while the erasure runs, and all of them once more when it is done. The process dies at one of its writes, paid plans are on
/// or were turned off before. Whatever happens, no row, blob or orchestration holds the id, its hash, the address or a word.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class ErasureLoopTests
{
    private const int Free = 50;
    private const int MostRuns = 50;

    /// <summary>How many of the 50 runs, spread over the writes; all of them take minutes (CONTRIBUTING.md).</summary>
    private static readonly int runs = int.Parse(
        Environment.GetEnvironmentVariable("AIPROMPTGEN_ERASURES") ?? "6",
        CultureInfo.InvariantCulture
    );

    private TestAzurite storage = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => storage = await TestAzurite.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopAsync() => await storage.DisposeAsync();

    [Test]
    [Property("Promise", "P2"), Property("Promise", "P16"), Property("Promise", "P17")]
    public async Task An_erasure_with_a_live_subscription_leaves_no_trace_whatever_dies()
    {
        var deaths = 0;
        for (var run = 0; run < runs; run++)
        {
            deaths += await EraseAsync(1 + (run * MostRuns / runs), run) ? 1 : 0;
        }

        await TestContext.Out.WriteLineAsync($"{runs} runs, {deaths} deaths");
        Assert.That(deaths, Is.GreaterThan(runs / 2));
    }

    /// <returns>Whether the process died.</returns>
    private async Task<bool> EraseAsync(int write, int run)
    {
        var (death, after, isOff) = (new Death(write, run % 2 == 1), run % 2 == 1, run % 3 == 2);
        var moment = $"write {write}, after: {after}, plans off: {isOff}";
        var word = $"marker{Guid.NewGuid():N}";
        await using var shop = await TestShop.OpenAsync(
            $"EraseLoop{run}",
            services => services.AddDeath(isOff ? new Death(0, after: false) : death),
            $"AzureWebJobsStorage={storage.ConnectionString}",
            "Credits:MonthlyFree=7"
        );
        var (account, subscription) = await UseAllAsync(shop, word);
        if (isOff)
        {
            await shop.RestartAsync(services => services.AddDeath(death), "Billing:PaidPlans=false");
        }

        death.Arm();
        await TryAsync(() => shop.Person.EraseAsync());
        await Clock.UntilAsync(async () => death.Dead || await IsDoneAsync(shop));
        death.Disarm();
        if (death.Dead)
        {
            await shop.RestartAsync();
            // Until the hub of the dead process is taken over.
            shop.Time.Advance(TimeSpan.FromMinutes(6));
        }

        if ((await shop.Person.GetAsync("account/erasure")).Code == "erasure-not-found")
        {
            Assert.That((await shop.Person.EraseAsync()).State, Is.EqualTo("running"), moment);
        }

        await shop.Person.ErasedAsync();
        Assert.That(await TracesAsync(shop, account, word), Is.Empty, moment);
        Assert.That(IsCancelled(shop, subscription), Is.True, $"{moment}: at PayPal");

        // PayPal tells everything once more, and the timers run.
        await shop.ControlAsync("webhooks/repeat");
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        shop.Time.Advance(TimeSpan.FromHours(2));
        foreach (var timer in new[] { "ReconcilePayments", "SweepGenerations", "SweepUploads", "PurgeOrchestrations" })
        {
            await shop.App.RunTimerAsync(timer);
        }

        await Clock.UntilAsync(async () => (await RunningAsync(shop)).Count == 0);
        Assert.That(await TracesAsync(shop, account, word), Is.Empty, $"{moment}, and PayPal again");
        return death.Dead;
    }

    private static async Task<(string Account, string Subscription)> UseAllAsync(TestShop shop, string word)
    {
        var account = (await shop.Person.GetAsync("account")).Id;
        await shop.BuyAsync();
        var subscription = await shop.SubscribeAsync();
        await shop.ApproveAsync(subscription);
        await shop.BalanceIsAsync(Free + 7 + 100 + 40);
        await shop.OrderAsync();
        var made = await shop.Person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"a heron named {{word}}"}""");
        Assert.That(made.State, Is.EqualTo("succeeded"), made.Text);
        await shop.Person.UploadAsync(TestPictures.Solid("#204060"));
        await shop.Person.SendAsync(HttpMethod.Post, $"generations/{made.Id}/favourite", "{}");
        await shop.Person.SendAsync(HttpMethod.Post, "account/tokens", $$"""{"name":"{{word}}","scopes":["read"]}""");
        return (account, subscription.Id);
    }

    /// <summary>The keyed hash of the account stays where the policy says so: in audit rows and in what is remembered.</summary>
    private async Task<IReadOnlyList<string>> TracesAsync(TestShop shop, string account, string word)
    {
        var held = await StorageDump.ReadAsync(storage.ConnectionString);
        Assert.That(held.Select(h => h.Place), Does.Contain("erased").And.Contain("invoices"));
        string[] words = [account, shop.Person.Email, word];
        var client = shop.App.Durable;
        var instances = new List<string>();
        await foreach (var one in client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            var text = $"{one.InstanceId} {one.SerializedInput} {one.SerializedOutput} {one.SerializedCustomStatus}";
            instances.AddRange(words.Where(text.Contains).Select(w => $"instance {one.InstanceId}: {w}"));
        }

        return [.. held.Traces(words), .. instances];
    }

    private static async Task<IReadOnlyList<string>> RunningAsync(TestShop shop)
    {
        var running = new List<string>();
        await foreach (var one in shop.App.Durable.GetAllInstancesAsync(new OrchestrationQuery()))
        {
            if (!one.IsCompleted)
            {
                running.Add(one.InstanceId);
            }
        }

        return running;
    }

    private static bool IsCancelled(TestShop shop, string id) =>
        shop.PayPal.Webhooks.All.Any(w =>
            w.Type == "BILLING.SUBSCRIPTION.CANCELLED"
            && System.Text.Encoding.UTF8.GetString(w.Body).Contains(id, StringComparison.Ordinal)
        );

    private static async Task<bool> IsDoneAsync(TestShop shop)
    {
        var answer = await shop.Person.GetAsync("account/erasure");
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
