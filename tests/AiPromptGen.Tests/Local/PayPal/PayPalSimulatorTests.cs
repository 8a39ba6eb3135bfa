using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators.PayPal;
using PaypalServerSdk.Standard.Exceptions;

namespace AiPromptGen.Tests.Local.PayPal;

[TestFixture]
internal sealed class PayPalSimulatorTests
{
    private PayPalClient client = null!;

    [SetUp]
    public async Task Start() => client = await PayPalClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public void It_listens_on_loopback_only()
    {
        var listening = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(l => l.Port == client.Simulator.Address.Port)
            .Select(l => l.Address);

        Assert.That(listening, Is.EqualTo(new[] { IPAddress.Loopback }));
    }

    [TestCase("rebound.example.org", null, 403)]
    [TestCase("localhost", "https://example.org", 403)]
    [TestCase("localhost", "null", 403)]
    [TestCase("localhost", "http://localhost:7071", 200)]
    [TestCase("127.0.0.1", null, 200)]
    public async Task A_request_by_a_page_from_elsewhere_is_refused(string host, string? origin, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_sim/clock");
        request.Headers.Host = host;
        request.Content = new StringContent("""{ "advanceDays": 1 }""");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await client.Browser.SendAsync(request, CancellationToken.None);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Its_webhooks_go_nowhere_but_to_this_machine()
    {
        Assert.That(
            () => client.Simulator.Webhooks.Url = new("https://example.org/webhooks"),
            Throws.InstanceOf<ArgumentException>()
        );
        Assert.That(client.Simulator.Webhooks.Url, Is.Null);
        await client.BuyAsync("9.99");
        await client.Simulator.Webhooks.IdleAsync(CancellationToken.None);
        Assert.That(client.Simulator.Webhooks.All.Select(w => w.Attempts), Is.All.Zero);
    }

    [Test]
    public async Task Without_a_token_nothing_is_told()
    {
        using var answer = await client.Browser.GetAsync("/v2/checkout/orders/1", CancellationToken.None);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_same_start_gives_the_same_ids_and_another_start_others()
    {
        await using var twin = await PayPalClient.StartAsync();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(client.Time.GetUtcNow().AddSeconds(1));
        var (mine, same) = (await client.BuyAsync("9.99"), await twin.BuyAsync("9.99"));

        Assert.That(same.Id, Is.EqualTo(mine.Id).And.Length.EqualTo(17));
        var book = new Book(new("http://127.0.0.1"), time, _ => { });
        Assert.That(book.NewId()[..8], Is.Not.EqualTo(mine.Id![..8]));
    }

    [Test]
    public async Task The_page_says_what_the_buyer_agrees_to()
    {
        var order = await client.CreateOrderAsync("9.99");
        var link = order.Links!.Single(l => l.Rel is "payer-action").Href!;

        var page = await client.Browser.GetStringAsync(link, CancellationToken.None);

        Assert.That(page, Does.Contain("Pay 9.99 EUR").And.Contain("Approve").And.Contain("Cancel"));
        using var missing = await client.Browser.GetAsync("/checkoutnow?token=another", CancellationToken.None);
        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Down_answers_nobody_until_it_is_up_again()
    {
        client.Simulator.Down = true;
        Assert.That(async () => await client.CreateOrderAsync("9.99"), Throws.InstanceOf<ApiException>());
        client.Simulator.Down = false;

        Assert.That((await client.CreateOrderAsync("9.99")).Id, Is.Not.Null);
    }

    [TestCase("POST", "/_sim/captures/unknown/refund", 404)]
    [TestCase("POST", "/_sim/webhooks/forget", 404)]
    [TestCase("POST", "/_sim/clock", 400)]
    [TestCase("GET", "/_sim/clock", 404)]
    [TestCase("DELETE", "/v2/checkout/orders/1", 404)]
    [TestCase("GET", "/v1/customer/disputes/1", 404)]
    public async Task What_it_does_not_know_it_says(string method, string path, int status)
    {
        var (answered, _) = await client.CallAsync(new(method), path, method is "POST" ? [] : null);

        Assert.That(answered, Is.EqualTo(status));
    }

    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("""{ "intent": 5, "purchase_units": [{}] }""")]
    [TestCase("""{ "intent": "CAPTURE", "purchase_units": [5] }""")]
    [TestCase("""{ "intent": "CAPTURE", "purchase_units": [null] }""")]
    [TestCase("""{ "intent": "CAPTURE", "purchase_units": [{ "amount": { "value": 9.99 } }] }""")]
    public async Task A_body_that_cannot_be_read_is_refused(string body)
    {
        var (status, _) = await client.SendAsync(HttpMethod.Post, "/v2/checkout/orders", body);

        Assert.That(status, Is.EqualTo(400));
    }

    [TestCase("""{ "interval_unit": "CENTURY" }""")]
    [TestCase("""{ "interval_unit": "YEAR", "interval_count": 10000 }""")]
    [TestCase("""{ "interval_unit": "MONTH", "interval_count": 1.5 }""")]
    [TestCase("5")]
    public async Task A_plan_that_nobody_could_bill_is_refused(string frequency)
    {
        await client.CallAsync(
            HttpMethod.Post,
            "/v1/catalogs/products",
            new() { ["id"] = "PROD", ["name"] = "Prompts" }
        );
        var plan = $$"""
            {
              "product_id": "PROD",
              "billing_cycles": [
                {
                  "tenure_type": "REGULAR",
                  "frequency": {{frequency}},
                  "pricing_scheme": { "fixed_price": { "value": "3.00", "currency_code": "EUR" } }
                }
              ]
            }
            """;

        var (status, _) = await client.SendAsync(HttpMethod.Post, "/v1/billing/plans", plan);

        Assert.That(status, Is.EqualTo(400));
    }

    [Test]
    public async Task Two_at_once_with_one_request_id_make_one_order()
    {
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.CreateOrderAsync("9.99")));

        Assert.That(orders.Select(o => o.Id).Distinct(), Has.One.Items);
    }
}
