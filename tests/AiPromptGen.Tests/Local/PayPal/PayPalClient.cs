using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators.PayPal;
using Microsoft.Extensions.Time.Testing;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Authentication;
using PaypalServerSdk.Standard.Models;
using SdkOrder = PaypalServerSdk.Standard.Models.Order;
using SdkSubscription = PaypalServerSdk.Standard.Models.Subscription;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>A simulator for one test, the SDK set to its address, and a browser that approves.</summary>
internal sealed class PayPalClient : IAsyncDisposable
{
    public const string Representation = "return=representation";
    public const string PlanId = "P-PRO";

    private readonly HttpClient led;

    private PayPalClient(PayPalSimulator simulator, FakeTimeProvider time, string secret)
    {
        (Simulator, Time) = (simulator, time);
        simulator.AddPlan(PlanId, new(9, "EUR"), "MONTH");
        Browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = simulator.Address,
        };
        led = new(new Led(simulator.Address));
        Sdk = new PaypalServerSdkClient.Builder()
            .ClientCredentialsAuth(new ClientCredentialsAuthModel.Builder("id", secret).Build())
            .HttpClientConfig(c => c.HttpClientInstance(led))
            .Build();
    }

    public PayPalSimulator Simulator { get; }
    public FakeTimeProvider Time { get; }
    public PaypalServerSdkClient Sdk { get; }
    public HttpClient Browser { get; }

    public static async Task<PayPalClient> StartAsync(string secret = "secret")
    {
        var time = new FakeTimeProvider(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        return new(await PayPalSimulator.StartAsync(port: 0, time, CancellationToken.None), time, secret);
    }

    public async Task<SdkOrder> CreateOrderAsync(string price, string reference = "order-1")
    {
        var unit = new PurchaseUnitRequest
        {
            Amount = new() { CurrencyCode = "EUR", MValue = price },
            CustomId = reference,
            InvoiceId = $"invoice-{reference}",
        };
        var wallet = new PaypalWallet
        {
            ExperienceContext = new()
            {
                ReturnUrl = "https://example.org/return?from=shop",
                CancelUrl = "https://example.org/cancel",
                UserAction = PaypalExperienceUserAction.PayNow,
            },
        };
        var answer = await Sdk.OrdersController.CreateOrderAsync(
            new()
            {
                PaypalRequestId = reference,
                Prefer = Representation,
                Body = new()
                {
                    Intent = CheckoutPaymentIntent.Capture,
                    PurchaseUnits = [unit],
                    PaymentSource = new() { Paypal = wallet },
                },
            },
            CancellationToken.None
        );
        return answer.Data;
    }

    public async Task<SdkOrder> CaptureAsync(string orderId, string? requestId = null)
    {
        var answer = await Sdk.OrdersController.CaptureOrderAsync(
            new()
            {
                Id = orderId,
                PaypalRequestId = requestId,
                Prefer = Representation,
            },
            CancellationToken.None
        );
        return answer.Data;
    }

    /// <summary>An order that was approved and captured.</summary>
    public async Task<OrdersCapture> BuyAsync(string price, string reference = "order-1")
    {
        var order = await CreateOrderAsync(price, reference);
        await ActAsync(order.Links!, "approve");
        return (await CaptureAsync(order.Id!)).PurchaseUnits![0].Payments!.Captures![0];
    }

    public async Task<SdkSubscription> SubscribeAsync(string? buyer = null)
    {
        var answer = await Sdk.SubscriptionsController.CreateSubscriptionAsync(
            new()
            {
                PaypalRequestId = "subscription-1",
                Prefer = Representation,
                Body = new()
                {
                    PlanId = PlanId,
                    CustomId = "subscription-1",
                    ApplicationContext = new()
                    {
                        ReturnUrl = "https://example.org/return",
                        CancelUrl = "https://example.org/cancel",
                    },
                },
            },
            CancellationToken.None
        );
        await ActAsync(answer.Data.Links!, "approve", buyer);
        return answer.Data;
    }

    public async Task<SdkSubscription> SubscriptionAsync(string id)
    {
        var answer = await Sdk.SubscriptionsController.GetSubscriptionAsync(new() { Id = id }, CancellationToken.None);
        return answer.Data;
    }

    public async Task<CapturedPayment> PaymentAsync(string id)
    {
        var answer = await Sdk.PaymentsController.GetCapturedPaymentAsync(
            new() { CaptureId = id },
            CancellationToken.None
        );
        return answer.Data;
    }

    public async Task<PaypalServerSdk.Standard.Models.Refund> RefundAsync(
        string captureId,
        string? amount,
        string? requestId = null
    )
    {
        var answer = await Sdk.PaymentsController.RefundCapturedPaymentAsync(
            new()
            {
                CaptureId = captureId,
                PaypalRequestId = requestId,
                Prefer = Representation,
                Body = new() { Amount = amount is null ? null : new() { CurrencyCode = "EUR", MValue = amount } },
            },
            CancellationToken.None
        );
        return answer.Data;
    }

    /// <summary>Presses the button on the page where the buyer agrees.</summary>
    /// <returns>The address to which the page redirects.</returns>
    public async Task<Uri?> ActAsync(IEnumerable<LinkDescription> links, string action, string? buyer = null)
    {
        var page = links.Single(l => l.Rel is "approve" or "payer-action").Href!;
        using var form = new FormUrlEncodedContent([new("action", action), new("buyer", buyer ?? "")]);
        using var answer = await Browser.PostAsync(page, form, CancellationToken.None);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        return answer.Headers.Location;
    }

    /// <summary>Reads a path for which the SDK has no method.</summary>
    public async Task<JsonNode> GetAsync(string path) => (await CallAsync(HttpMethod.Get, path)).Body!;

    public async Task<JsonNode?> ControlAsync(string path, JsonObject? body = null)
    {
        var (status, answer) = await CallAsync(HttpMethod.Post, $"/_sim/{path}", body);
        Assert.That(status, Is.EqualTo(200), answer?.ToJsonString());
        return answer;
    }

    public Task<(int Status, JsonNode? Body)> CallAsync(HttpMethod method, string path, JsonObject? body = null) =>
        SendAsync(method, path, body?.ToJsonString());

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, string? body)
    {
        using var token = new HttpRequestMessage(HttpMethod.Post, "/v1/oauth2/token");
        token.Headers.Authorization = new("Basic", Convert.ToBase64String("id:secret"u8));
        using var granted = await Browser.SendAsync(token, CancellationToken.None);
        var access = JsonNode.Parse(await granted.Content.ReadAsStringAsync(CancellationToken.None));
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", (string?)access!["access_token"]);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Browser.SendAsync(request, CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public IEnumerable<string> Events => Simulator.Webhooks.All.Select(w => w.Type);

    public JsonNode LatestEvent(string type) => JsonNode.Parse(Simulator.Webhooks.All.Last(w => w.Type == type).Body)!;

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        led.Dispose();
        await Simulator.DisposeAsync();
    }

    private sealed class Led(Uri address) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Assert.That(request.RequestUri!.Host, Is.EqualTo("api-m.sandbox.paypal.com"));
            request.RequestUri = new(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
