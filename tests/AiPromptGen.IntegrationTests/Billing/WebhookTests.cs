using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Simulators.PayPal;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Billing;

[TestFixture]
[Property("Promise", "P18")]
internal sealed class WebhookTests
{
    private const string Secret = "somebody@example.org";

    [Test]
    public async Task Only_what_PayPal_signed_is_kept_once_and_without_its_content()
    {
        await using var shop = await TestShop.OpenAsync("HookSigned");
        using var hook = new Hook(shop);

        Assert.That((await hook.SendAsync()).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await hook.SendAsync()).Status, Is.EqualTo(HttpStatusCode.OK), "once more");

        var rows = await hook.RowsAsync();
        Assert.That(rows, Has.Count.EqualTo(1));
        var kept = rows[0].Keys.Except(["odata.etag", "PartitionKey", "RowKey", "Timestamp"]);
        Assert.That(
            kept,
            Is.SubsetOf(new[] { "Type", "CreatedAt", "ReceivedAt", "Status", "Reason", "OrderId", "CustomId" })
        );
        Assert.That(rows[0].Select(p => $"{p.Value}"), Has.None.Contains(Secret));
    }

    [Test]
    public async Task What_PayPal_did_not_sign_for_us_is_turned_away_and_not_kept()
    {
        await using var shop = await TestShop.OpenAsync("HookForged");
        using var hook = new Hook(shop);
        using var forger = new WebhookSigner(shop.Time.GetUtcNow());

        Answer[] answers =
        [
            await hook.SendAsync(signer: forger),
            await hook.SendAsync(sent: b => b.Replace("1.0", "1", StringComparison.Ordinal)),
            await hook.SendAsync(webhookId: "2OTHER"),
            await hook.SendAsync(certificateUrl: "https://certs.example.org/v1/notifications/certs/CERT"),
            await hook.SendAsync(certificateUrl: "https://paypal.com.example.org/cert"),
            await hook.SendAsync(age: TimeSpan.FromDays(30)),
            await hook.SendAsync(algorithm: "SHA1withRSA"),
        ];

        Assert.That(answers.Select(a => a.Code), Has.All.EqualTo("webhook-signature-invalid"));
        Assert.That(answers.Select(a => a.Status), Has.All.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await hook.RowsAsync(), Is.Empty);
        Assert.That((await hook.SendAsync(sent: _ => "{}", signed: "{}")).Code, Is.EqualTo("webhook-invalid"));
        Assert.That(
            (await shop.Person.SendAsync(HttpMethod.Post, "webhooks/paypal", "{}")).Code,
            Is.EqualTo("webhook-signature-invalid"),
            "no headers at all"
        );
    }

    [Test]
    public async Task Without_a_webhook_id_nothing_is_taken()
    {
        await using var shop = await TestShop.OpenAsync("HookUnset", "PayPal:WebhookId=");
        using var hook = new Hook(shop);

        var answer = await hook.SendAsync();

        Assert.That(answer.Code, Is.EqualTo("webhooks-not-configured"));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task When_the_certificate_cannot_be_had_the_webhook_is_not_taken_and_comes_again()
    {
        await using var shop = await TestShop.OpenAsync("HookAsked");
        using var hook = new Hook(shop);

        // Where certificates are, and this one is not.
        var missing = new Uri(shop.PayPal.Address, "/v1/notifications/certs/CERT-MISSING").AbsoluteUri;
        var answer = await hook.SendAsync(certificateUrl: missing);

        Assert.That(
            (answer.Status, answer.Code),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "payment-provider-unavailable"))
        );
        Assert.That(await hook.RowsAsync(), Is.Empty);
    }

    [Test]
    public async Task Three_hundred_forged_ones_let_no_request_leave()
    {
        await using var shop = await TestShop.OpenAsync("HookFlood");
        using var hook = new Hook(shop);
        using var forger = new WebhookSigner(shop.Time.GetUtcNow());
        Assert.That((await hook.SendAsync()).Status, Is.EqualTo(HttpStatusCode.OK), "PayPal's certificate is known");
        var before = shop.PayPal.Requests.Count;

        for (var i = 0; i < 300; i++)
        {
            Assert.That((await hook.SendAsync(signer: forger)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        }

        Assert.That(shop.PayPal.Requests, Has.Count.EqualTo(before));
        for (var i = 0; i < 300; i++)
        {
            var url = new Uri(shop.PayPal.Address, $"/v1/notifications/certs/CERT-{i}").AbsoluteUri;
            var answer = await hook.SendAsync(signer: forger, certificateUrl: url);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        }

        var fetched = shop.PayPal.Requests.Count - before;
        Assert.That(fetched, Is.LessThanOrEqualTo(2 * AiPromptGen.Billing.Webhooks.WebhookCertificates.MaxMissesOfOne));
        Assert.That(
            (await hook.SendAsync()).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "and PayPal's own still comes through"
        );
    }

    [Test]
    public async Task What_is_older_than_anything_that_is_kept_says_so()
    {
        await using var shop = await TestShop.OpenAsync("HookOld");
        using var hook = new Hook(shop);

        var answer = await hook.SendAsync(createdDaysAgo: 200);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "webhook-too-old")));
    }

    /// <summary>An event of a type that nobody deals with, as PayPal would send it.</summary>
    private sealed class Hook(TestShop shop) : IDisposable
    {
        private readonly string id = $"WH-{Guid.NewGuid():N}";
        private readonly HttpClient http = new();

        public async Task<Answer> SendAsync(
            WebhookSigner? signer = null,
            Func<string, string>? sent = null,
            string? signed = null,
            string? webhookId = null,
            string? certificateUrl = null,
            TimeSpan age = default,
            int createdDaysAgo = 0,
            string algorithm = WebhookSigner.Algorithm
        )
        {
            var body = signed ?? Body(createdDaysAgo);
            var time = (shop.Time.GetUtcNow() - age).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
            var key = signer ?? shop.PayPal.Signer;
            var signature = key.Sign("T-1", time, webhookId ?? shop.PayPal.WebhookId, Encoding.UTF8.GetBytes(body));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{shop.App.Address}/webhooks/paypal"));
            request.Content = new StringContent(sent?.Invoke(body) ?? body, Encoding.UTF8, "application/json");
            request.Headers.Add("PAYPAL-TRANSMISSION-ID", "T-1");
            request.Headers.Add("PAYPAL-TRANSMISSION-TIME", time);
            request.Headers.Add("PAYPAL-TRANSMISSION-SIG", signature);
            request.Headers.Add("PAYPAL-AUTH-ALGO", algorithm);
            request.Headers.Add(
                "PAYPAL-CERT-URL",
                certificateUrl ?? new Uri(shop.PayPal.Address, "/v1/notifications/certs/CERT-SIMULATED").AbsoluteUri
            );
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new(answer.StatusCode, answer.Headers, answer.Content.Headers.ContentType?.MediaType, text);
        }

        public async Task<List<TableEntity>> RowsAsync()
        {
            var rows = new List<TableEntity>();
            var tables = shop.App.Services.GetRequiredService<StorageClients>().Tables;
            await foreach (
                var table in tables.QueryAsync(t => t.Name.CompareTo("inbox") >= 0 && t.Name.CompareTo("inboy") < 0)
            )
            {
                var filter = $"RowKey eq '{id}'";
                await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(filter))
                {
                    rows.Add(row);
                }
            }

            return rows;
        }

        public void Dispose() => http.Dispose();

        private string Body(int daysAgo) =>
            $$"""
                {"id":"{{id}}","event_version":1.0,"event_type":"VAULT.CREDIT-CARD.CREATED",
                "create_time":"{{shop.Time.GetUtcNow().AddDays(
                    -daysAgo
                ):yyyy-MM-dd'T'HH:mm:ss'Z'}}","resource":{"id":"CARD-1","email":"{{Secret}}"} }
                """;
    }
}
