using System.Net;
using AiPromptGen.IntegrationTests.Billing;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>Money that two instances hear of at the same moment is booked once.</summary>
[TestFixture]
[Property("Promise", "P18"), Property("Promise", "P11")]
internal sealed class PaymentTests
{
    private RecordedLogs logs = null!;

    /// <summary>What stops in the middle of its work may say so: that is no fault of the next test.</summary>
    [SetUp]
    public void Listen() => logs = new RecordedLogs();

    [TearDown]
    public void Forget() => logs.Dispose();

    [Test]
    public async Task An_order_captured_at_both_is_paid_and_granted_once()
    {
        await using var shop = await TestShop.OpenAsync("TwoCaptures");
        await using var second = await JoinAsync(shop, "TwoCapturesSecond");
        using var there = new ApiClient(second.Address);
        await there.SignInAsync(shop.Person.Email);
        var order = await shop.OrderAsync();
        await shop.ApproveAsync(order);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).SelectMany(_ => new[] { shop.CaptureAsync(order.Id), Capture(there, order.Id) })
        );

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK), answers[^1].Text);
        await shop.BalanceIsAsync(150);
        var credits = await there.CreditsAsync();
        Assert.That(credits.Entries, Is.EquivalentTo(new[] { 50L, 100L }));
        Assert.That(Faults, Is.Empty);
    }

    [Test]
    public async Task An_event_delivered_to_both_is_kept_and_granted_once()
    {
        await using var shop = await TestShop.OpenAsync("TwoEvents");
        await using var second = await JoinAsync(shop, "TwoEventsSecond");
        await using var fork = await StartForkAsync(shop.App.Address, second.Address);
        shop.PayPal.Webhooks.Url = new Uri(fork.Urls.Single() + "/webhooks/paypal");

        // Nobody captures: the events do.
        await shop.ApproveAsync(await shop.OrderAsync());

        await shop.BalanceIsAsync(150);
        await Clock.UntilAsync(() =>
            Task.FromResult(shop.PayPal.Webhooks.All.Any(w => w.Type == "PAYMENT.CAPTURE.COMPLETED"))
        );
        Assert.That((await shop.Person.CreditsAsync()).Entries, Is.EquivalentTo(new[] { 50L, 100L }));
        Assert.That(Faults, Is.Empty);
    }

    [Test]
    public async Task ReconcilePayments_at_both_makes_lost_events_good_once()
    {
        await using var shop = await TestShop.OpenAsync("TwoReconciled");
        await using var second = await JoinAsync(shop, "TwoReconciledSecond");
        shop.PayPal.Webhooks.Url = null;
        var orders = new List<Answer>();
        for (var i = 0; i < 3; i++)
        {
            orders.Add(await shop.OrderAsync());
            await shop.ApproveAsync(orders[^1]);
        }

        shop.Time.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(shop.App.RunTimerAsync("ReconcilePayments"), second.RunTimerAsync("ReconcilePayments"));

        await shop.Person.SignInAsync(shop.Person.Email);
        await shop.BalanceIsAsync(350);
        Assert.That((await shop.Person.CreditsAsync()).Entries, Has.Count.EqualTo(4));
        Assert.That(Faults, Is.Empty);
    }

    private IEnumerable<string> Faults =>
        logs.Lines.Where(line =>
            line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)
            || line.StartsWith(nameof(LogLevel.Critical), StringComparison.Ordinal)
        );

    /// <summary>A second instance of the shop, with the task hub of the first.</summary>
    private Task<TestApp> JoinAsync(TestShop shop, string hub) =>
        TestApp.StartAsync(
            hub,
            services =>
            {
                services.AddSingleton<ILoggerProvider>(logs);
            },
            shop.Time,
            shop.Settings
        );

    private static Task<Answer> Capture(ApiClient person, string id) =>
        person.SendAsync(HttpMethod.Post, $"billing/orders/{id}/capture", (string?)null);

    /// <summary>Sends what comes in to both at once, as it came.</summary>
    private static async Task<WebApplication> StartForkAsync(params Uri[] addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost(
            "/{**path}",
            async (HttpRequest request, string path) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                var answers = await Task.WhenAll(addresses.Select(a => ForwardAsync(request, a, path, body.ToArray())));
                return Results.StatusCode((int)answers.Max());
            }
        );
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpStatusCode> ForwardAsync(HttpRequest from, Uri address, string path, byte[] body)
    {
        using var http = new HttpClient();
        using var to = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address}/{path}"));
        to.Content = new ByteArrayContent(body);
        to.Content.Headers.TryAddWithoutValidation("Content-Type", from.ContentType);
        foreach (
            var (name, value) in from.Headers.Where(h =>
                h.Key.StartsWith("PAYPAL-", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            to.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        using var answer = await http.SendAsync(to);
        return answer.StatusCode;
    }
}
