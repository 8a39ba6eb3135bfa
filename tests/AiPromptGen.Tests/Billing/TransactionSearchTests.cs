using System.Net;
using System.Text;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.PayPal;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PaypalServerSdk.Standard;

namespace AiPromptGen.Tests.Billing;

/// <summary>How PayPal's report is asked for the refunds of a sale.</summary>
[TestFixture]
public sealed class TransactionSearchTests
{
    private const string Sale = "S1";
    private const string Ours = "subscription-1";

    private readonly List<(DateTimeOffset From, DateTimeOffset To, string Page)> asked = [];
    private Func<string, (HttpStatusCode Status, string Body)> answer = _ => (HttpStatusCode.OK, Report(1));

    [SetUp]
    public void Start()
    {
        asked.Clear();
        answer = _ => (HttpStatusCode.OK, Report(1));
    }

    [Test]
    public async Task All_the_time_since_the_payment_is_searched_in_windows_that_PayPal_takes()
    {
        await SearchAsync(paidDaysAgo: 100);

        var windows = asked.OrderBy(w => w.From).ToList();
        Assert.That(windows, Has.Count.EqualTo(4));
        Assert.That(windows[0].From, Is.EqualTo(FakePayPal.Start.AddDays(-100)));
        Assert.That(windows[^1].To, Is.EqualTo(FakePayPal.Start));
        Assert.That(windows.Select(w => w.To - w.From), Has.All.LessThanOrEqualTo(TimeSpan.FromDays(31)));
        Assert.That(windows.Zip(windows.Skip(1), (one, next) => next.From - one.To), Has.All.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Every_page_is_read_and_only_refunds_that_may_be_of_the_sale_are_told()
    {
        answer = page =>
            (
                HttpStatusCode.OK,
                page == "1"
                    ? Report(2, ("R1", Sale, ""), ("R2", "S2", "somebody-elses"))
                    : Report(2, ("R3", "I-1", Ours), ("R4", "", ""))
            );

        Assert.That(await SearchAsync(paidDaysAgo: 5), Is.EqualTo(new[] { "R1", "R3" }));
        Assert.That(asked.Select(w => w.Page), Is.EqualTo(new[] { "1", "2" }));
    }

    [TestCase(HttpStatusCode.Forbidden, Description = "these keys may not search")]
    [TestCase(HttpStatusCode.BadRequest, Description = "nothing of that time is shown yet")]
    public async Task A_definite_no_finds_nothing(HttpStatusCode status)
    {
        answer = _ => (status, """{"name":"INVALID_REQUEST"}""");

        Assert.That(await SearchAsync(paidDaysAgo: 1), Is.Empty);
    }

    [TestCase(HttpStatusCode.ServiceUnavailable, "")]
    [TestCase(HttpStatusCode.TooManyRequests, "")]
    [TestCase(HttpStatusCode.OK, "<html>")]
    public void No_answer_is_not_nothing(HttpStatusCode status, string body)
    {
        answer = _ => (status, body);

        Assert.That(async () => await SearchAsync(paidDaysAgo: 1), Throws.TypeOf<PaymentProviderException>());
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"transaction_details":{"transaction_info":1},"total_pages":"many"}""")]
    [TestCase("""{"transaction_details":[null,1,{"transaction_info":[]}],"total_pages":1.5}""")]
    public async Task What_is_no_report_names_nothing(string body)
    {
        answer = _ => (HttpStatusCode.OK, body);

        Assert.That(await SearchAsync(paidDaysAgo: 1), Is.Empty);
    }

    private async Task<IReadOnlyList<string>> SearchAsync(int paidDaysAgo)
    {
        var time = new FakeTimeProvider(FakePayPal.Start);
        var options = Options.Create(new PayPalOptions { ClientId = "id", ClientSecret = "secret" });
        using var network = new Network(Answer);
        using var http = new HttpClient(network);
        using var rest = new PayPalRest(http, options, time);
        var sdk = new PaypalServerSdkClient.Builder()
            .HttpClientConfig(config => config.HttpClientInstance(http, false))
            .Build();
        var gateway = new PayPalGateway(sdk, rest, options, time);
        var paid = FakePayPal.Start.AddDays(-paidDaysAgo);
        return await gateway.SearchRefundsAsync(Sale, Ours, paid, CancellationToken.None);
    }

    private (HttpStatusCode Status, string Body) Answer(Uri url)
    {
        if (url.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            return (HttpStatusCode.OK, """{"access_token":"token","expires_in":3600}""");
        }

        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.That(query["transaction_type"].ToString(), Is.EqualTo("T1107"));
        Assert.That(query["fields"].ToString(), Is.EqualTo("transaction_info"), "nothing about the payer");
        var page = query["page"].ToString();
        asked.Add((Time(query["start_date"]), Time(query["end_date"]), page));
        return answer(page);
    }

    private static DateTimeOffset Time(string? text) =>
        DateTimeOffset.ParseExact(
            text!,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            null,
            System.Globalization.DateTimeStyles.AssumeUniversal
        );

    private static string Report(int pages, params (string Id, string Reference, string Custom)[] refunds)
    {
        var details = refunds.Select(r =>
            $$$"""
                {"transaction_info":{"transaction_id":"{{{r.Id}}}","paypal_reference_id":"{{{r.Reference}}}",
                "custom_field":"{{{r.Custom}}}","transaction_amount":{"currency_code":"EUR","value":"-1.00"} } }
                """
        );
        return $$"""{"transaction_details":[{{string.Join(',', details)}}],"total_pages":{{pages}}}""";
    }

    private sealed class Network(Func<Uri, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var (status, body) = answer(request.RequestUri!);
            return Task.FromResult(
                new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
            );
        }
    }
}
