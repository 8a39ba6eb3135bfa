using System.Net;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Platform;

[TestFixture, Property("Promise", "P14")]
public sealed class ClientAddressTests
{
    [TestCase("1.2.3.4", "1.2.3.4")]
    [TestCase("9.9.9.9, 1.2.3.4:5678", "1.2.3.4")]
    [TestCase("1.2.3.4, 9.9.9.9", "9.9.9.9")]
    [TestCase("9.9.9.9,[2001:db8:1:2::7]:443", "2001:db8:1:2:ffff::1")]
    [TestCase("no address", "127.0.0.1")]
    public void On_Azure_only_the_last_entry_counts(string forwarded, string same)
    {
        var azure = new ClientAddress(isBehindAzure: true);

        Assert.That(azure.Of(Request("127.0.0.1", forwarded)), Is.EqualTo(azure.Of(Request(same))));
    }

    [Test]
    public void What_is_left_of_the_header_once_the_worker_has_read_it_is_a_claim()
    {
        var azure = new ClientAddress(isBehindAzure: true);

        Assert.That(azure.Of(Request("1.2.3.4", "9.9.9.9")), Is.EqualTo(azure.Of(Request("1.2.3.4"))));
    }

    [Test]
    public void Elsewhere_the_header_is_the_clients_own_claim()
    {
        var local = new ClientAddress(isBehindAzure: false);

        Assert.That(local.Of(Request("10.0.0.1", "9.9.9.9")), Is.EqualTo(local.Of(Request("10.0.0.1"))));
    }

    [Test]
    public void IPv6_counts_by_network_and_mapped_IPv4_as_IPv4()
    {
        var address = new ClientAddress(isBehindAzure: false);

        Assert.That(
            address.Of(Request("2001:db8:1:2::1")),
            Is.EqualTo(address.Of(Request("2001:db8:1:2:ffff::9")))
                .And.Not.EqualTo(address.Of(Request("2001:db8:1:3::1")))
        );
        Assert.That(address.Of(Request("::ffff:1.2.3.4")), Is.EqualTo(address.Of(Request("1.2.3.4"))));
    }

    [Test]
    public void The_limit_holds_for_each_address_by_itself_and_says_when_to_come_back()
    {
        var options = Options.Create(new AddressLimitOptions { RequestsPerWindow = 2, WindowSeconds = 3600 });
        var time = new FakeTimeProvider();
        using var limiter = new AddressLimiter(
            options,
            new ClientAddress(isBehindAzure: false),
            time,
            NullLogger<AddressLimiter>.Instance
        );
        var (one, other) = (Request("10.0.0.1"), Request("10.0.0.2"));

        limiter.Admit(one.Request);
        time.Advance(TimeSpan.FromMinutes(20));
        limiter.Admit(one.Request);
        var refused = Assert.Throws<ProblemException>(() => limiter.Admit(one.Request))!.Problem;

        Assert.That((refused.Status, refused.Code), Is.EqualTo((429, "rate-limited")));
        Assert.That(refused.RetryAfterSeconds, Is.EqualTo(2400));
        Assert.That(one.Response.Headers["RateLimit"].ToString(), Is.EqualTo("\"address\";r=0;t=2400"));
        Assert.That(() => limiter.Admit(other.Request), Throws.Nothing);
        Assert.That(other.Response.Headers["RateLimit-Policy"].ToString(), Is.EqualTo("\"address\";q=2;w=3600"));
        time.Advance(TimeSpan.FromMinutes(40));
        Assert.That(() => limiter.Admit(one.Request), Throws.Nothing);
    }

    [Test]
    public void Prompts_tokens_and_turns_of_a_day_are_counted_apart()
    {
        var limits = new AddressLimitOptions
        {
            RequestsPerWindow = 1,
            PromptRequestsPerWindow = 2,
            TokenRequestsPerWindow = 1,
            AccountReadsPerWindow = 1,
        };
        var time = new FakeTimeProvider();
        var address = new ClientAddress(isBehindAzure: false);
        using var limiter = new AddressLimiter(
            Options.Create(limits),
            address,
            time,
            NullLogger<AddressLimiter>.Instance
        );
        var request = Request("10.0.0.1").Request;

        limiter.Admit(request);
        limiter.AdmitPrompt(request);
        limiter.AdmitPrompt(request);
        limiter.AdmitToken(request, "one");
        limiter.AdmitToken(request, "other");
        limiter.AdmitReading(request, new AccountId("one"));
        limiter.AdmitReading(request, new AccountId("other"));

        Assert.That(() => limiter.Admit(request), Throws.TypeOf<ProblemException>());
        Assert.That(() => limiter.AdmitPrompt(request), Throws.TypeOf<ProblemException>());
        Assert.That(() => limiter.AdmitToken(request, "one"), Throws.TypeOf<ProblemException>());
        Assert.That(() => limiter.AdmitReading(request, new AccountId("one")), Throws.TypeOf<ProblemException>());
        Assert.That(limiter.TakeTurn(request, "detail", 1), Is.Null);
        time.Advance(TimeSpan.FromHours(23));
        Assert.That(limiter.TakeTurn(request, "detail", 1), Is.EqualTo(3600));
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(limiter.TakeTurn(request, "detail", 1), Is.Null);
    }

    /// <summary>
    /// Without ASPNETCORE_FORWARDEDHEADERS_ENABLED the host names its own peer, a part of the platform, whoever the client is.
    /// </summary>
    [TestCase("127.0.0.1", null)]
    [TestCase("10.0.0.7", null)]
    [TestCase("127.0.0.1", "169.254.130.1")]
    [TestCase("127.0.0.1", "no address")]
    [TestCase("::1", "fe80::1")]
    public void On_Azure_the_platform_s_own_address_is_nobody_s(string peer, string? forwarded) =>
        Assert.That(new ClientAddress(isBehindAzure: true).Of(Request(peer, forwarded)), Is.Null);

    [Test]
    public void Clients_whom_nobody_can_tell_apart_share_a_wide_limit_and_the_owner_is_told_once()
    {
        var options = Options.Create(new AddressLimitOptions { RequestsPerWindow = 2, WindowSeconds = 3600 });
        var logs = new RecordedLogs();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        using var limiter = new AddressLimiter(
            options,
            new ClientAddress(isBehindAzure: true),
            TimeProvider.System,
            factory.CreateLogger<AddressLimiter>()
        );
        var known = Request("127.0.0.1", "1.2.3.4");

        for (var i = 0; i < 2 * AddressLimiter.Together; i++)
        {
            limiter.Admit(Request("127.0.0.1").Request);
        }

        Assert.That(() => limiter.Admit(Request("127.0.0.1").Request), Throws.InstanceOf<ProblemException>());
        Assert.That(() => limiter.Admit(known.Request), Throws.Nothing);
        Assert.That(known.Response.Headers["RateLimit-Policy"].ToString(), Is.EqualTo("\"address\";q=2;w=3600"));
        Assert.That(
            logs.Lines.Count(line => line.Contains("share one limit", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }

    private static DefaultHttpContext Request(string peer, string? forwarded = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        if (forwarded is not null)
        {
            http.Request.Headers["X-Forwarded-For"] = forwarded;
        }

        return http;
    }
}
