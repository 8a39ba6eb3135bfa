using System.Net;
using System.Text;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Authentication;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>The stand-in for PayPal's package behaves as the official client was observed to behave.</summary>
[TestFixture]
internal sealed class SdkTests
{
    private static readonly OrderRequest Body = new()
    {
        Intent = CheckoutPaymentIntent.Capture,
        PurchaseUnits =
        [
            new()
            {
                Amount = new() { CurrencyCode = "EUR", MValue = "9.99" },
            },
        ],
    };

    [Test]
    public async Task The_token_is_fetched_once_for_all_calls_at_once()
    {
        using var server = new FakeServer(_ => (200, """{ "id": "O" }"""));
        var sdk = server.Client();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sdk.OrdersController.GetOrderAsync(new() { Id = "O" })));
        await sdk.SubscriptionsController.GetSubscriptionAsync(new() { Id = "I" });

        Assert.That(server.Sent.Count(s => s.EndsWith("/v1/oauth2/token", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(server.Sent, Has.Count.EqualTo(10));
        Assert.That(server.Latest!.Headers.Authorization!.ToString(), Is.EqualTo("Bearer T"));
    }

    [Test]
    public async Task An_expired_token_is_fetched_anew()
    {
        using var server = new FakeServer(_ => (200, """{ "id": "O" }""")) { TokenSeconds = -1 };
        var sdk = server.Client();

        await sdk.OrdersController.GetOrderAsync(new() { Id = "O" });
        await sdk.OrdersController.GetOrderAsync(new() { Id = "O" });

        Assert.That(server.Sent.Count(s => s.EndsWith("/v1/oauth2/token", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_request_is_as_the_service_wants_it()
    {
        using var server = new FakeServer(_ => (201, """{ "id": "O", "status": "CREATED" }"""));

        var answer = await server
            .Client()
            .OrdersController.CreateOrderAsync(
                new()
                {
                    Body = Body,
                    PaypalRequestId = "key",
                    Prefer = PayPalClient.Representation,
                }
            );

        var headers = server.Latest!.Headers;
        Assert.That(server.Sent[^1], Is.EqualTo("POST https://api-m.sandbox.paypal.com/v2/checkout/orders"));
        Assert.That(headers.GetValues("PayPal-Request-Id"), Is.EqualTo(new[] { "key" }));
        Assert.That(headers.GetValues("Prefer"), Is.EqualTo(new[] { "return=representation" }));
        Assert.That(headers.UserAgent.ToString(), Does.StartWith("PayPal REST API DotNet SDK, Version: 2.4.0"));
        Assert.That(
            server.Text,
            Is.EqualTo("""{"intent":"CAPTURE","purchase_units":[{"amount":{"currency_code":"EUR","value":"9.99"}}]}""")
        );
        Assert.That((answer.StatusCode, answer.Data.Status), Is.EqualTo((201, OrderStatus.Created)));
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    public void Nothing_is_sent_twice(int status)
    {
        using var server = new FakeServer(_ => (status, ""));
        var orders = server.Client().OrdersController;

        Assert.That(
            async () => await orders.CreateOrderAsync(new() { Body = Body }),
            Throws.InstanceOf<ApiException>()
        );
        Assert.That(async () => await orders.GetOrderAsync(new() { Id = "O" }), Throws.InstanceOf<ApiException>());
        // The token, the order, and the one question for it.
        Assert.That(server.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_errors_own_words_are_kept_out_of_the_exceptions_message()
    {
        const string answer = """
            { "name": "UNPROCESSABLE_ENTITY", "message": "secret", "debug_id": "d1", "details": [{ "issue": "ORDER_NOT_APPROVED" }] }
            """;
        using var server = new FakeServer(_ => (422, answer));
        var orders = server.Client().OrdersController;

        var error = (
            await Assert.ThrowsAsync<ErrorException>(async () => await orders.CaptureOrderAsync(new() { Id = "O" }))
        )!;

        Assert.That((error.ResponseCode, error.Name, error.DebugId), Is.EqualTo((422, "UNPROCESSABLE_ENTITY", "d1")));
        Assert.That((error.Details![0].Issue, error.Message), Is.EqualTo(("ORDER_NOT_APPROVED", "secret")));
        Assert.That(((Exception)error).Message, Does.Not.Contain("secret"));
    }

    [TestCase("<html>", 502, typeof(ErrorException), typeof(ErrorException), typeof(SubscriptionErrorException))]
    [TestCase("{}", 500, typeof(ErrorException), typeof(ApiException), typeof(SubscriptionErrorException))]
    [TestCase("", 404, typeof(ErrorException), typeof(ErrorException), typeof(SubscriptionErrorException))]
    public void Each_controller_has_its_own_exception(
        string body,
        int status,
        Type order,
        Type payment,
        Type subscription
    )
    {
        using var server = new FakeServer(_ => (status, body));
        var sdk = server.Client();

        Assert.That(async () => await sdk.OrdersController.GetOrderAsync(new() { Id = "1" }), Throws.TypeOf(order));
        Assert.That(
            async () => await sdk.PaymentsController.GetRefundAsync(new() { RefundId = "1" }),
            Throws.TypeOf(payment)
        );
        Assert.That(
            async () => await sdk.SubscriptionsController.GetSubscriptionAsync(new() { Id = "1" }),
            Throws.TypeOf(subscription).With.Property("ResponseCode").EqualTo(status)
        );
    }

    [Test]
    public async Task A_refused_client_is_asked_for_its_token_again()
    {
        await using var client = await PayPalClient.StartAsync(secret: "wrong");

        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.That(
                async () => await client.SubscriptionAsync("I-1"),
                Throws.TypeOf<OAuthProviderException>().With.Property("ResponseCode").EqualTo(401)
            );
        }

        Assert.That(client.Simulator.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_canceled_call_ends_as_a_canceled_task()
    {
        using var server = new FakeServer(_ => (200, "{}"));
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        Assert.That(
            async () => await server.Client().OrdersController.GetOrderAsync(new() { Id = "O" }, canceled.Token),
            Throws.InstanceOf<TaskCanceledException>()
        );
    }

    [Test]
    public async Task An_empty_answer_is_null_and_an_unknown_word_is_unknown()
    {
        using var empty = new FakeServer(_ => (204, ""));
        using var strange = new FakeServer(_ => (200, """{ "status": "FROZEN", "unheard_of": [1] }"""));

        var nothing = await empty.Client().OrdersController.GetOrderAsync(new() { Id = "O" });
        var order = await strange.Client().OrdersController.GetOrderAsync(new() { Id = "O" });

        Assert.That(nothing.Data, Is.Null);
        Assert.That(order.Data.Status, Is.EqualTo(OrderStatus._Unknown));
    }

    [Test]
    public async Task An_id_is_one_segment_of_the_path()
    {
        using var server = new FakeServer(_ => (200, "{}"));

        await server.Client().OrdersController.GetOrderAsync(new() { Id = "../../v1/x?y" });

        Assert.That(server.Sent[^1], Does.EndWith("/v2/checkout/orders/..%2F..%2Fv1%2Fx%3Fy"));
    }

    [Test]
    public void An_answer_that_does_not_name_its_request_breaks_an_overridden_client_only()
    {
        using var server = new FakeServer(_ => (200, "{}")) { NamesRequest = false };

        Assert.That(
            async () => await server.Client().OrdersController.GetOrderAsync(new() { Id = "O" }),
            Throws.InstanceOf<NullReferenceException>()
        );
        Assert.That(
            async () => await server.Client(overrides: false).OrdersController.GetOrderAsync(new() { Id = "O" }),
            Throws.Nothing
        );
    }

    private sealed class FakeServer(Func<HttpRequestMessage, (int Status, string Body)> answer) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];
        public int TokenSeconds { get; init; } = 1000;
        public bool NamesRequest { get; init; } = true;
        public HttpRequestMessage? Latest { get; private set; }
        public string Text { get; private set; } = "";

        public PaypalServerSdkClient Client(bool overrides = true) =>
            new PaypalServerSdkClient.Builder()
                .ClientCredentialsAuth(new ClientCredentialsAuthModel.Builder("id", "secret").Build())
                .Environment(PaypalServerSdk.Standard.Environment.Sandbox)
                .HttpClientConfig(c => c.HttpClientInstance(new(this, disposeHandler: false), overrides))
                .Build();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var text = request.Content is { } content ? await content.ReadAsStringAsync(CancellationToken.None) : "";
            lock (Sent)
            {
                Sent.Add($"{request.Method} {request.RequestUri!.AbsoluteUri}");
                (Latest, Text) = (request, text);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var token = $$"""{ "access_token": "T", "token_type": "Bearer", "expires_in": {{TokenSeconds}} }""";
            var (status, body) = request.RequestUri.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
                ? (200, token)
                : answer(request);
            return new((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
                RequestMessage = NamesRequest ? request : null,
            };
        }
    }
}
