using AiPromptGen.Billing.Webhooks;
using AiPromptGen.IntegrationTests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>The process dies after an event was stored and before it was applied, at whichever write; PayPal sends nothing again.</summary>
[TestFixture]
internal sealed class InboxCrashTests
{
    private const int Free = 50;

    /// <summary>More writes than one event makes: the test itself tells when a number is beyond the last one.</summary>
    private const int MostWrites = 20;

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
        var dying = new DyingAfterInboxPolicy(write);
        await using var shop = await TestShop.OpenAsync($"InboxCrash{write}", dying);
        var order = await shop.OrderAsync();
        await shop.ControlAsync("webhooks/hold", """{"types":["PAYMENT.CAPTURE.COMPLETED"]}""");
        dying.Arm();
        await shop.ApproveAsync(order);
        await Clock.UntilAsync(async () => dying.Dead || await StatusAsync(order.Id) == EventStatus.Applied);
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
        return dying.Dead;
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

    /// <summary>As <see cref="DyingPolicy"/>, counting from the row of the inbox on.</summary>
    private sealed class DyingAfterInboxPolicy(int write) : HttpPipelinePolicy
    {
        private readonly DyingPolicy inner = new(write, after: false);
        private volatile bool armed;
        private volatile bool deadAtOnce;

        public bool Dead => deadAtOnce || inner.Dead;

        public void Arm() => armed = true;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            ThrowIfDead();
            var uri = message.Request.Uri.ToUri();
            await inner.ProcessAsync(message, pipeline);
            ThrowIfDead();
            if (!armed || message.Request.Method != RequestMethod.Post || !IsInbox(uri))
            {
                return;
            }

            inner.Arm();
            deadAtOnce = write == 0;
            ThrowIfDead();
        }

        private static bool IsInbox(Uri uri) =>
            uri.Segments[^1].StartsWith(WebhookInbox.Prefix, StringComparison.Ordinal);

        private void ThrowIfDead()
        {
            if (deadAtOnce)
            {
                throw new ProcessDiedException();
            }
        }
    }
}
