using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators.PayPal;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>Webhooks of the simulator are signed as PayPal documents it, and can be held back, reordered and repeated.</summary>
[TestFixture]
internal sealed class WebhookTests
{
    private PayPalClient client = null!;
    private WebhookReceiver receiver = null!;

    private WebhookOutbox Outbox => client.Simulator.Webhooks;

    [SetUp]
    public async Task Start()
    {
        client = await PayPalClient.StartAsync();
        receiver = await WebhookReceiver.StartAsync();
        Outbox.Url = receiver.Url;
    }

    [TearDown]
    public async Task Stop()
    {
        await client.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task They_come_in_order_and_can_be_verified_by_the_published_algorithm()
    {
        await client.BuyAsync("9.99");
        await Outbox.IdleAsync(CancellationToken.None);

        Assert.That(receiver.Types, Is.EqualTo(client.Events));
        Assert.That(receiver.Received, Has.Count.EqualTo(3));
        foreach (var webhook in receiver.Received)
        {
            Assert.That(await IsGenuineAsync(webhook, client.Simulator.WebhookId, webhook.Body), Is.True);
            Assert.That(await IsGenuineAsync(webhook, "another", webhook.Body), Is.False);
            Assert.That(await IsGenuineAsync(webhook, client.Simulator.WebhookId, [.. webhook.Body, 32]), Is.False);
        }
    }

    [Test]
    public async Task The_certificate_chains_to_the_simulators_own_root_and_to_no_other()
    {
        await client.BuyAsync("9.99");
        await Outbox.IdleAsync(CancellationToken.None);
        using var leaf = await CertificateAsync(receiver.Received[0]);
        await using var stranger = await PayPalClient.StartAsync();

        Assert.That(leaf.GetNameInfo(X509NameType.DnsName, false), Is.EqualTo("messageverificationcerts.paypal.com"));
        Assert.That(Chains(leaf, client.Simulator.Root), Is.True);
        Assert.That(Chains(leaf, stranger.Simulator.Root), Is.False);
        Assert.That(client.Simulator.Root.HasPrivateKey, Is.False);
    }

    [Test]
    public async Task The_list_has_every_event_also_those_that_nobody_took_page_by_page()
    {
        Outbox.Hold([]);
        await client.BuyAsync("9.99");
        await client.BuyAsync("8.99", "order-2");

        var first = await client.GetAsync(
            "/v1/notifications/webhooks-events?page_size=4&start_time=2026-01-01T00:00:00Z"
        );
        var next = new Uri((string)first["links"]![0]!["href"]!);
        var second = await client.GetAsync(next.PathAndQuery);
        var later = await client.GetAsync("/v1/notifications/webhooks-events?start_time=2027-01-01T00:00:00Z");

        var listed = first["events"]!
            .AsArray()
            .Concat(second["events"]!.AsArray())
            .Select(e => (string?)e!["event_type"]);
        Assert.That(listed.Reverse(), Is.EqualTo(client.Events));
        Assert.That(second["links"]!.AsArray(), Is.Empty);
        Assert.That(later["events"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task They_can_be_withheld_reordered_and_repeated()
    {
        await client.ControlAsync("webhooks/hold", new() { ["types"] = new JsonArray("PAYMENT.CAPTURE.COMPLETED") });
        await client.BuyAsync("9.99", "one");
        await client.BuyAsync("9.99", "two");
        await Outbox.IdleAsync(CancellationToken.None);
        var (without, held) = (receiver.Types.ToList(), Outbox.All.Where(w => w.State is WebhookState.Held).ToList());

        await client.ControlAsync("webhooks/release", new() { ["reversed"] = true });
        await client.ControlAsync("webhooks/repeat", new() { ["ids"] = new JsonArray(held[0].Id) });
        await Outbox.IdleAsync(CancellationToken.None);

        Assert.That(without, Has.Count.EqualTo(4).And.None.EqualTo("PAYMENT.CAPTURE.COMPLETED"));
        Assert.That(
            receiver.Received.Skip(4).Select(r => r.Id),
            Is.EqualTo(new[] { held[1].Id, held[0].Id, held[0].Id })
        );
        Assert.That(receiver.Received[^1].Body, Is.EqualTo(receiver.Received[^2].Body));
        Assert.That(
            receiver.Received.Select(r => r.Headers["PAYPAL-TRANSMISSION-ID"]),
            Is.Unique,
            "every transmission has an id of its own"
        );
    }

    [Test]
    public async Task Only_some_that_are_held_are_released_in_the_order_asked_for()
    {
        Outbox.Hold([]);
        await client.BuyAsync("9.99");
        var ids = Outbox.All.Select(w => w.Id).ToList();

        Outbox.Release([ids[2], ids[0]], reversed: false);
        await Outbox.IdleAsync(CancellationToken.None);

        Assert.That(receiver.Received.Select(r => r.Id), Is.EqualTo(new[] { ids[2], ids[0] }));
        Assert.That(Outbox.All[1].State, Is.EqualTo(WebhookState.Held));
    }

    [Test]
    public async Task What_is_not_taken_comes_again_until_it_is_given_up()
    {
        receiver.Status = 500;
        var order = await client.CreateOrderAsync("9.99");
        await client.ActAsync(order.Links!, "approve");
        await Outbox.IdleAsync(CancellationToken.None);
        var waiting = Outbox.All[0].State;
        for (var minute = 0; minute < 300 && Outbox.All[0].State is not WebhookState.Failed; minute++)
        {
            client.Time.Advance(TimeSpan.FromMinutes(1));
            await Outbox.IdleAsync(CancellationToken.None);
        }

        Assert.That((waiting, Outbox.All[0].State), Is.EqualTo((WebhookState.Waiting, WebhookState.Failed)));
        Assert.That(receiver.Received, Has.Count.EqualTo(25));
    }

    [Test]
    public async Task Events_carry_the_books_time_and_transmissions_the_real_one()
    {
        await client.SubscribeAsync();
        await client.ControlAsync("clock", new() { ["advanceDays"] = 28 });
        await Outbox.IdleAsync(CancellationToken.None);

        var renewal = receiver.Received[^1];
        Assert.That(renewal.Type, Is.EqualTo("PAYMENT.SALE.COMPLETED"));
        Assert.That((string?)JsonNode.Parse(renewal.Body)!["create_time"], Is.EqualTo("2026-02-28T12:00:00Z"));
        Assert.That(renewal.Headers["PAYPAL-TRANSMISSION-TIME"], Is.EqualTo("2026-01-31T12:00:00Z"));
    }

    // https://developer.paypal.com/api/rest/webhooks/rest: id|time|webhook id|CRC32 of the raw body, in decimal.
    private async Task<bool> IsGenuineAsync(ReceivedWebhook webhook, string webhookId, byte[] body)
    {
        using var certificate = await CertificateAsync(webhook);
        using var key = certificate.GetRSAPublicKey()!;
        var id = webhook.Headers["PAYPAL-TRANSMISSION-ID"];
        var signed = $"{id}|{webhook.Headers["PAYPAL-TRANSMISSION-TIME"]}|{webhookId}|{Crc32(body)}";
        return webhook.Headers["PAYPAL-AUTH-ALGO"] is "SHA256withRSA"
            && key.VerifyData(
                Encoding.UTF8.GetBytes(signed),
                Convert.FromBase64String(webhook.Headers["PAYPAL-TRANSMISSION-SIG"]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }

    private async Task<X509Certificate2> CertificateAsync(ReceivedWebhook webhook)
    {
        var url = new Uri(webhook.Headers["PAYPAL-CERT-URL"]);
        Assert.That(url.IsLoopback, Is.True);
        return X509Certificate2.CreateFromPem(await client.Browser.GetStringAsync(url, CancellationToken.None));
    }

    private bool Chains(X509Certificate2 leaf, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = client.Time.GetUtcNow().UtcDateTime;
        return chain.Build(leaf);
    }

    /// <summary>Computed bit by bit, so that it shares no code with what is tested.</summary>
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
