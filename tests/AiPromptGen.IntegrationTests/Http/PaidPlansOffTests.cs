using System.Net;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>With paid plans off nobody can buy, and no billing of anybody can be read. The tests have an app and a storage of their own.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P17"), Property("Promise", "P18"), Property("Promise", "P20")]
internal sealed class PaidPlansOffTests
{
    private static readonly (string Method, string Path)[] Routes =
    [
        ("GET", "billing"),
        ("POST", "billing/orders"),
        ("POST", "billing/orders/1/capture"),
        ("POST", "billing/subscriptions"),
        ("POST", "billing/subscriptions/1/cancel"),
        ("POST", "billing/subscriptions/1/change"),
        ("POST", "webhooks/paypal"),
    ];

    private TestAzurite storage = null!;
    private TestApp app = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        storage = await TestAzurite.StartAsync(CancellationToken.None);
        app = await TestApp.StartAsync("PlansOff", settings: $"AzureWebJobsStorage={storage.ConnectionString}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }

    [TestCaseSource(nameof(Routes))]
    public async Task No_billing_route_answers((string Method, string Path) route)
    {
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.SendAsync(new HttpMethod(route.Method), route.Path, "{}");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), answer.Text);
    }

    [Test]
    public async Task Support_has_nothing_to_refund()
    {
        using var support = await ApiClient.SupportAsync(app.Address);

        var answer = await support.SendAsync(HttpMethod.Post, "support/refunds", "{}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.NotFound, "not-found")), answer.Text);
    }

    [Test]
    public async Task Nothing_is_on_sale()
    {
        using var person = await ApiClient.NewAsync(app.Address);

        Assert.That((await person.GetAsync("catalog")).Json.TryGetProperty("plans", out _), Is.False);
    }

    [Test]
    public async Task Nothing_about_billing_is_stored_whatever_people_do()
    {
        using var person = await ApiClient.NewAsync(app.Address);
        await UseEverythingAsync(person);
        foreach (var timer in new[] { "ReconcilePayments", "DropInboxTables", "SweepGenerations" })
        {
            await app.RunTimerAsync(timer);
        }

        var (tables, keys) = await StoredAsync();

        var billing = app.Services.GetRequiredService<BillingTables>();
        Assert.That(tables, Does.Contain("users"), "it was read where the app writes");
        Assert.That(keys.Where(k => k.StartsWith("entry-", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(tables, Has.None.EqualTo(billing.Index.Name).And.None.EqualTo(billing.Invoices.Name));
        Assert.That(tables, Has.None.StartsWith(WebhookInbox.Prefix));
        string[] prefixes =
        [
            BillingSubject.Order("1").Key[..^1],
            BillingSubject.Subscription("1").Key[..^1],
            BillingRows.PaymentPrefix,
            BillingRows.RefundPrefix,
            "billingkey-",
        ];
        Assert.That(prefixes[..4], Is.EqualTo(new[] { "order-", "subscription-", "payment-", "refund-" }));
        Assert.That(keys.Where(k => prefixes.Any(p => k.StartsWith(p, StringComparison.Ordinal))), Is.Empty);
    }

    /// <summary>What is on offer, and what is not, too.</summary>
    private static async Task UseEverythingAsync(ApiClient person)
    {
        var idea = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a heron in the reeds"}""");
        Assert.That(idea.State, Is.EqualTo("succeeded"), idea.Text);
        var upload = (await person.UploadAsync(TestPictures.Solid("#204060"))).Id;
        var picture = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}"""
        );
        Assert.That(picture.State, Is.EqualTo("succeeded"), picture.Text);
        foreach (var (method, path) in Routes)
        {
            await person.SendAsync(
                new HttpMethod(method),
                path,
                """{"pack":"small","plan":"monthly"}""",
                ("Idempotency-Key", Guid.NewGuid().ToString())
            );
        }

        foreach (var path in new[] { "account", "account/ledger", "account/export", "catalog", "generations" })
        {
            await person.GetAsync(path);
        }
    }

    private async Task<(List<string> Tables, List<string> RowKeys)> StoredAsync()
    {
        var (tables, keys) = (new List<string>(), new List<string>());
        var service = new TableServiceClient(storage.ConnectionString);
        await foreach (var table in service.QueryAsync())
        {
            tables.Add(table.Name);
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                keys.Add(row.RowKey);
            }
        }

        return (tables, keys);
    }
}
