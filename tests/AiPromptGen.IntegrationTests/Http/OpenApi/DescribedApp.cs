using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Billing;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators.PayPal;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>A request as it goes out; what is null is left out.</summary>
internal sealed record Call(ContractOperation Operation)
{
    /// <summary>In place of what stands in braces in the operation's path; written into the address as it is.</summary>
    public string? Id { get; init; }

    /// <summary>In place of the operation's own.</summary>
    public string? Method { get; init; }

    /// <summary>With its question mark, written into the address as it is.</summary>
    public string Query { get; init; } = "";

    public byte[]? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string? Token { get; init; }

    public Call With(string json) => this with { Body = Encoding.UTF8.GetBytes(json) };
}

/// <summary>The app with everything on, somebody who has one of everything, support, and somebody else.</summary>
internal sealed class DescribedApp : IAsyncDisposable
{
    private readonly HttpClient http = new(
        // Otherwise it refuses itself to send what is not ASCII.
        new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }
    )
    {
        Timeout = TimeSpan.FromSeconds(60),
    };
    private readonly TestShop shop;
    private readonly ApiClient support;
    private readonly ApiClient other;
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    private DescribedApp(TestShop shop, ApiClient support, ApiClient other) =>
        (this.shop, this.support, this.other) = (shop, support, other);

    public static Contract Contract { get; } = ReadContract();

    public ApiClient Person => shop.Person;

    public IServiceProvider Services => shop.App.Services;

    public PayPalSimulator PayPal => shop.PayPal;

    public Uri Address => shop.App.Address;

    public string PersonToken => TokenOf(Person);

    public string OtherToken => TokenOf(other);

    public string AccountId => ids["/support/accounts/{id}"];

    private string PaymentId { get; set; } = "";

    public static async Task<DescribedApp> StartAsync(string hub, params string[] settings)
    {
        var opened = await TestShop.OpenAsync(
            hub,
            [
                "AddressLimits:RequestsPerWindow=100000",
                "Billing:RequestsPerMinute=100000",
                "AddressLimits:PromptRequestsPerWindow=100000",
                "Credits:RequestsPerWindow=10000",
                "Credits:SignUpCredits=10000",
                "Credits:RefusalThreshold=50",
                .. settings,
            ]
        );
        var helper = await ApiClient.SupportAsync(opened.App.Address);
        var app = new DescribedApp(opened, helper, await ApiClient.NewAsync(opened.App.Address));
        await app.ArrangeAsync();
        return app;
    }

    /// <summary>A valid request without body and query, by whom the operation is for, at something that is there.</summary>
    public Call CallOf(ContractOperation operation) =>
        new(operation)
        {
            Id = IdOf(operation),
            Token =
                operation.IsAnonymous ? null
                : IsSupport(operation) ? TokenOf(support)
                : PersonToken,
            Headers = Needs(operation, "Idempotency-Key") ? [("Idempotency-Key", Guid.NewGuid().ToString())] : [],
            Query = Needs(operation, "format") ? "?format=json" : "",
        };

    /// <summary>With the first example for a body, where there is one.</summary>
    public Call WholeCallOf(ContractOperation operation) =>
        DescribedOperations.JsonOf(operation) is null
            ? CallOf(operation)
            : CallOf(operation).With(DescribedOperations.ExamplesOf(operation)[0].ToJsonString());

    public static bool IsSupport(ContractOperation operation) =>
        operation.Path.StartsWith("/support/", StringComparison.Ordinal);

    public async Task<(HttpResponseMessage Answer, byte[] Body)> SendAsync(Call call)
    {
        var path = call.Id is null
            ? call.Operation.Path
            : call.Operation.Path.Replace("{id}", call.Id, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(
            new HttpMethod((call.Method ?? call.Operation.Method).ToUpperInvariant()),
            new Uri($"{shop.App.Address}{path}{call.Query}")
        );
        if (call.Body is { } bytes)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }

        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (call.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var answer = await http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>A new order to which the person agrees, as they would at PayPal's page.</summary>
    public async Task<string> ApprovedOrderAsync()
    {
        var order = await shop.OrderAsync();
        await shop.ApproveAsync(order);
        return order.Id;
    }

    /// <summary>An API token of the person's, that may read.</summary>
    public async Task<string> ApiTokenAsync(string scope = "read")
    {
        var body = $$"""{"name":"{{scope}}","scopes":["{{scope}}"]}""";
        // An account has ten tokens at most, and as many operations are read with one.
        using var owner = scope == "read" ? null : await NewPersonAsync();
        var made = await (owner ?? Person).SendAsync(HttpMethod.Post, "account/tokens", body);
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created), made.Text);
        return made.At("token").GetString()!;
    }

    /// <summary>Somebody new, who has asked for their account once.</summary>
    public async Task<ApiClient> NewPersonAsync()
    {
        var person = await UnseenPersonAsync();
        await person.GetAsync("account");
        return person;
    }

    /// <summary>Somebody new with an active subscription.</summary>
    public async Task<(string Token, string Subscription)> SubscriberAsync()
    {
        using var person = await NewPersonAsync();
        var made = await shop.SubscribeAsync(person);
        await shop.ApproveAsync(made);
        await Clock.UntilAsync(async () =>
            (await person.GetAsync("billing")).Text.Contains(
                "\"subscriptionStatus\":\"active\"",
                StringComparison.Ordinal
            )
        );
        return (TokenOf(person), made.Id);
    }

    public Task<ApiClient> UnseenPersonAsync() => ApiClient.NewAsync(shop.App.Address);

    /// <summary>With ids of what is there in place of those of the examples.</summary>
    public string Real(string example) =>
        example
            .Replace("a0123456789abcdef0123456789abcdef", AccountId, StringComparison.Ordinal)
            .Replace("3C679366HH908993F", PaymentId, StringComparison.Ordinal);

    /// <summary>The person's account and ledger, as text to compare.</summary>
    public async Task<string> HeldAsync() =>
        (await Person.GetAsync("account")).Text + (await Person.GetAsync("account/ledger")).Text;

    public async Task<string> UploadAsync() =>
        (await Person.UploadAsync(TestPictures.Solid("#204060", format: ".jpg"))).Id;

    public static string TokenOf(ApiClient client) => client.Http.DefaultRequestHeaders.Authorization!.Parameter!;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        support.Dispose();
        other.Dispose();
        await shop.DisposeAsync();
    }

    private async Task ArrangeAsync()
    {
        await other.GetAsync("account");
        ids["/support/accounts/{id}"] = (await Person.GetAsync("account")).Id;
        var made = await Person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a red fox","targets":["flux"]}""");
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.OK), made.Text);
        ids["/generations/{id}"] = made.Id;
        var kept = await Person.SendAsync(HttpMethod.Post, $"generations/{made.Id}/favourite", "{}");
        ids["/favourites/{id}"] = kept.Id;
        const string token = """{"name":"mine","scopes":["read"]}""";
        ids["/account/tokens/{id}"] = (await Person.SendAsync(HttpMethod.Post, "account/tokens", token)).Id;
        ids["/billing/orders/{id}"] = (await shop.OrderAsync()).Id;
        await shop.BuyAsync();
        PaymentId = await shop.PaymentIdAsync();
        // Nothing that comes later may change what the person has.
        await PayPal.Webhooks.IdleAsync(CancellationToken.None);
        var subscription = await shop.SubscribeAsync();
        ids["/billing/subscriptions/{id}"] = subscription.Id;
        ids["/examples/{id}"] = (await Person.GetAsync("examples?limit=1"))
            .At("examples")[0]
            .GetProperty("id")
            .GetString()!;
    }

    private string? IdOf(ContractOperation operation) =>
        ids.FirstOrDefault(entry => operation.Path.StartsWith(entry.Key, StringComparison.Ordinal)).Value;

    private static bool Needs(ContractOperation operation, string parameter) =>
        operation.Parameters.Any(p =>
            p["name"]!.GetValue<string>() == parameter && p["required"]?.GetValue<bool>() == true
        );

    private static Contract ReadContract()
    {
        using var stream = typeof(DescribedApp).Assembly.GetManifestResourceStream("openapi.yaml")!;
        using var reader = new StreamReader(stream);
        return Contract.Parse(reader.ReadToEnd());
    }
}
