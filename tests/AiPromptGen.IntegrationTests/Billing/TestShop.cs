using System.Globalization;
using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators.PayPal;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>The app with paid plans on, PayPal simulated, and a person who buys.</summary>
internal sealed class TestShop : IAsyncDisposable
{
    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false });

    private readonly string hub;
    private string[] settings;

    private TestShop(PayPalSimulator payPal, ShiftedTime time, string hub, string[] settings)
    {
        (PayPal, Time, this.hub) = (payPal, time, hub);
        this.settings =
        [
            "Billing:PaidPlans=true",
            "Billing:Packs:small:Credits=100",
            "Billing:Packs:small:Price=9.99",
            "Billing:Packs:small:Currency=EUR",
            "Billing:Plans:monthly:Credits=40",
            "Billing:Plans:monthly:Price=5.00",
            "Billing:Plans:monthly:Currency=EUR",
            "Billing:Plans:monthly:PayPalPlanId=P-MONTHLY",
            "Billing:Plans:monthly:Period=month",
            "Billing:Plans:large:Credits=150",
            "Billing:Plans:large:Price=15.00",
            "Billing:Plans:large:Currency=EUR",
            "Billing:Plans:large:PayPalPlanId=P-LARGE",
            "Billing:Plans:large:Period=month",
            $"PayPal:BaseAddress={payPal.Address}",
            "PayPal:ClientId=shop",
            "PayPal:ClientSecret=secret",
            $"PayPal:WebhookId={payPal.WebhookId}",
            .. settings,
        ];
    }

    public PayPalSimulator PayPal { get; }

    /// <summary>For another instance of the same shop.</summary>
    public string[] Settings => settings;

    public TestApp App { get; private set; } = null!;

    public ApiClient Person { get; private set; } = null!;

    public ShiftedTime Time { get; }

    public static Task<TestShop> OpenAsync(string hub, params string[] settings) => OpenAsync(hub, null, settings);

    public static async Task<TestShop> OpenAsync(
        string hub,
        Action<IServiceCollection>? configure,
        params string[] settings
    )
    {
        var time = new ShiftedTime();
        var payPal = await PayPalSimulator.StartAsync(0, time, CancellationToken.None);
        payPal.AddPlan("P-MONTHLY", Amount.Parse("5.00", "EUR")!.Value, "MONTH");
        payPal.AddPlan("P-LARGE", Amount.Parse("15.00", "EUR")!.Value, "MONTH");
        var shop = new TestShop(payPal, time, hub, settings);
        await shop.StartAsync(configure);
        shop.Person = await ApiClient.NewAsync(shop.App.Address);
        return shop;
    }

    /// <summary>The app dies, and a new one goes on from what storage holds; PayPal stays.</summary>
    /// <param name="changed">Settings that are others from now on.</param>
    public async Task RestartAsync(Action<IServiceCollection>? configure = null, params string[] changed)
    {
        PayPal.Webhooks.Url = null;
        await App.KillAsync();
        settings = [.. settings, .. changed];
        await StartAsync(configure);
        var email = Person.Email;
        Person.Dispose();
        Person = new(App.Address);
        await Person.SignInAsync(email);
    }

    public Task<Answer> OrderAsync(string body = """{"pack":"small"}""", string? key = null) =>
        Person.SendAsync(
            HttpMethod.Post,
            "billing/orders",
            body,
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString())
        );

    public Task<Answer> SubscribeAsync(ApiClient? who = null) =>
        (who ?? Person).SendAsync(
            HttpMethod.Post,
            "billing/subscriptions",
            """{"plan":"monthly"}""",
            ("Idempotency-Key", Guid.NewGuid().ToString())
        );

    public Task<Answer> ChangeAsync(string id, string body = """{"plan":"large"}""", string? key = null) =>
        Person.SendAsync(
            HttpMethod.Post,
            $"billing/subscriptions/{id}/change",
            body,
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString())
        );

    public Task<Answer> CaptureAsync(string id, ApiClient? who = null) =>
        (who ?? Person).SendAsync(HttpMethod.Post, $"billing/orders/{id}/capture", (string?)null);

    /// <summary>As a person would at PayPal's page.</summary>
    public async Task ApproveAsync(Answer made, string buyer = "")
    {
        using var form = new FormUrlEncodedContent([new("action", "approve"), new("buyer", buyer)]);
        using var answer = await browser.PostAsync(new Uri(made.At("approveUrl").GetString()!), form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
    }

    public async Task<Answer> BuyAsync()
    {
        var order = await OrderAsync();
        Assert.That(order.Status, Is.EqualTo(HttpStatusCode.Created), order.Text);
        await ApproveAsync(order);
        return await CaptureAsync(order.Id);
    }

    public async Task ControlAsync(string path, string json = "{}")
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await browser.PostAsync(new Uri(PayPal.Address, $"/_sim/{path}"), body);
        Assert.That((int)answer.StatusCode, Is.InRange(200, 299), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Of the only capture or sale with that rank.</summary>
    public async Task<string> PaymentIdAsync(int rank = 0)
    {
        var entries = (await Person.GetAsync("account/ledger?limit=100")).At("entries").EnumerateArray();
        return entries
            .Where(e => e.GetProperty("type").GetString() is "purchase" or "subscription")
            .Select(e => e.GetProperty("reference").GetString()!)
            .ElementAt(rank);
    }

    /// <summary>Waits until events have made it so.</summary>
    public async Task BalanceIsAsync(long balance)
    {
        try
        {
            await Clock.UntilAsync(async () => (await Person.CreditsAsync()).Balance == balance);
        }
        catch (TimeoutException)
        {
            var credits = await Person.CreditsAsync();
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{credits.Balance} and not {balance}"));
        }
    }

    /// <summary>Waits until the app has taken every event that PayPal has sent so far, at whichever attempt.</summary>
    public async Task DeliveredAsync()
    {
        IEnumerable<Webhook> Waiting() =>
            PayPal.Webhooks.All.Where(webhook => webhook.State is not WebhookState.Delivered);

        for (var tries = 0; tries < 600 && Waiting().Any(); tries++)
        {
            await Task.Delay(100);
        }

        Assert.That(Waiting().Select(webhook => $"{webhook.Type}, {webhook.Attempts} attempts"), Is.Empty);
    }

    private async Task StartAsync(Action<IServiceCollection>? configure)
    {
        App = await TestApp.StartAsync(hub, configure, Time, settings);
        PayPal.Webhooks.Url = new Uri($"{App.Address}/webhooks/paypal");
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        browser.Dispose();
        await PayPal.DisposeAsync();
        await App.DisposeAsync();
    }
}
