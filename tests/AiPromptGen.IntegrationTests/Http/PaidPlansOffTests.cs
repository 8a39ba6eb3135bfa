using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>With the switch off nobody can buy, and nobody's billing is known.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P17"), Property("Promise", "P18"), Property("Promise", "P20")]
internal sealed class PaidPlansOffTests
{
    [TestCase("GET", "billing")]
    [TestCase("POST", "billing/orders")]
    [TestCase("POST", "billing/orders/1/capture")]
    [TestCase("POST", "billing/subscriptions")]
    [TestCase("POST", "billing/subscriptions/1/cancel")]
    [TestCase("POST", "webhooks/paypal")]
    public async Task No_billing_route_answers(string method, string path)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(new HttpMethod(method), path, "{}");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), answer.Text);
    }

    [Test]
    public async Task Support_has_nothing_to_refund()
    {
        using var support = await ApiClient.SupportAsync(await SharedApp.AddressAsync());

        var answer = await support.SendAsync(HttpMethod.Post, "support/refunds", "{}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.NotFound, "not-found")), answer.Text);
    }

    [Test]
    public async Task Nothing_is_on_sale()
    {
        using var person = await ApiClient.NewAsync();

        Assert.That((await person.GetAsync("catalog")).Json.TryGetProperty("plans", out _), Is.False);
    }
}
