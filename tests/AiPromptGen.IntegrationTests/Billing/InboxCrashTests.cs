using AiPromptGen.Billing.Webhooks;
using AiPromptGen.IntegrationTests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>The process dies after an event was stored and before it was applied, at whichever write; PayPal sends nothing again.</summary>
[TestFixture, Parallelizable]
internal sealed class InboxCrashTests
{
    private const int Free = 50;

    /// <summary>More writes than one event makes: the test itself tells when a number is beyond the last one.</summary>
    private const int MostWrites = 30;

    [Test]
    [Property("Promise", "P15"), Property("Promise", "P18")]
    public async Task What_was_stored_is_granted_exactly_once_by_the_next_process()
    {
        var reached = 0;
        while (reached < MostWrites && await CrashAsync(reached))
        {
            reached++;
        }

        await TestContext.Out.WriteLineAsync($"Died at each of {reached} writes after the event was stored");
        Assert.That(reached, Is.InRange(4, MostWrites - 1));
    }

    /// <param name="write">0: right after the event was stored; else before that write since.</param>
    /// <returns>False when the event was applied before the write was reached.</returns>
    private static async Task<bool> CrashAsync(int write)
    {
        // The row of the inbox is the first write that counts.
        var death = new Death(write + 1, after: write == 0);
        var inbox = new InboxPolicy(death);
        await using var shop = await TestShop.OpenAsync(
            $"InboxCrash{write}",
            services => services.AddSingleton<HttpPipelinePolicy>(inbox).AddDeath(death)
        );
        var order = await shop.OrderAsync();
        await shop.ControlAsync("webhooks/hold", """{"types":["PAYMENT.CAPTURE.COMPLETED"]}""");
        inbox.Awaited = true;
        await shop.ApproveAsync(order);
        await Clock.UntilAsync(async () => death.Dead || await StatusAsync(order.Id) == EventStatus.Applied);
        await shop.RestartAsync();
        // Nothing that PayPal may send from here on can help.
        await shop.ControlAsync("webhooks/hold");
        Assert.That(await StatusAsync(order.Id), Is.Not.Null, $"write {write}: it was stored");

        // Until the dead one's hub is taken over, and what was never started counts as lost.
        shop.Time.Advance(TimeSpan.FromMinutes(6));
        await shop.App.RunTimerAsync("ReconcilePayments");
        await Clock.UntilAsync(async () => await StatusAsync(order.Id) == EventStatus.Applied);

        var (balance, _, _, entries) = await shop.Person.CreditsAsync();
        Assert.That(balance, Is.EqualTo(Free + 100), $"write {write}");
        Assert.That(entries, Is.EquivalentTo(new[] { Free, 100 }), $"write {write}");
        return death.Dead;
    }

    /// <returns>Where the event about the order stands; null: not stored.</returns>
    private static async Task<EventStatus?> StatusAsync(string order)
    {
        // Read past the app, which may be dead.
        var tables = new TableServiceClient(TestStorage.ConnectionString);
        await foreach (var table in tables.QueryAsync())
        {
            if (!table.Name.StartsWith(WebhookInbox.Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var rows = tables.GetTableClient(table.Name).QueryAsync<TableEntity>($"CustomId eq '{order}'");
            await foreach (var row in rows)
            {
                return Enum.Parse<EventStatus>(row.GetString("Status"));
            }
        }

        return null;
    }

    /// <summary>From the row of the inbox on, writes count.</summary>
    private sealed class InboxPolicy(Death death) : HttpPipelinePolicy
    {
        public bool Awaited { get; set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var table = message.Request.Uri.ToUri().Segments[^1];
            if (
                Awaited
                && message.Request.Method == RequestMethod.Post
                && table.StartsWith(WebhookInbox.Prefix, StringComparison.Ordinal)
            )
            {
                death.Arm();
            }

            return ProcessNextAsync(message, pipeline);
        }
    }
}
