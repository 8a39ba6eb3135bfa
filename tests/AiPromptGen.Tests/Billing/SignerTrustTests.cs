using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiPromptGen.Billing.PayPal;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// Whose certificate may sign: all as in production, but for a root of the test's own. Each certificate here is one that somebody
/// could serve.
/// </summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class SignerTrustTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly PayPalOptions Live = new() { Environment = "live" };
    private static readonly PayPalOptions Sandbox = new() { Environment = "sandbox" };

    private readonly HashSet<string> lists = [];
    private WebApplication server = null!;
    private SigningAuthority authority = null!;
    private X509Certificate2[] revoked = [];
    private bool isAway;

    [SetUp]
    public async Task Serve()
    {
        (revoked, isAway) = ([], false);
        lists.UnionWith(Kept());
        server = LoopbackServer.Build(0, 1_000);
        server.Run(async http =>
        {
            http.Response.StatusCode = isAway ? 503 : 200;
            var of = http.Request.Path.Value!.Trim('/');
            await http.Response.Body.WriteAsync(isAway ? [] : authority.List(of, revoked));
        });
        await server.StartAsync();
        authority = new(Now, LoopbackServer.AddressOf(server));
    }

    [TearDown]
    public async Task Stop()
    {
        await server.DisposeAsync();
        authority.Dispose();
        foreach (var left in Kept().Except(lists))
        {
            File.Delete(left);
        }
    }

    [Test]
    public void PayPals_own_is_trusted() => Assert.That(Check(authority.Issue()), Is.EqualTo(SignerVerdict.Trusted));

    [Test]
    public void One_that_was_revoked_is_not()
    {
        var signer = authority.Issue();
        revoked = [signer];

        Assert.That(Check(signer), Is.EqualTo(SignerVerdict.Untrusted));
    }

    [Test]
    public void Whether_it_was_revoked_is_unknown_while_the_lists_are_away_or_there_are_none()
    {
        isAway = true;
        using var without = new SigningAuthority(Now);

        Assert.That(Check(authority.Issue()), Is.EqualTo(SignerVerdict.RevocationUnknown));
        Assert.That(Check(without.Issue(), by: without), Is.EqualTo(SignerVerdict.RevocationUnknown));
    }

    [TestCase(-30, -1, TestName = "{m}(expired)")]
    [TestCase(1, 30, TestName = "{m}(not yet valid)")]
    public void Out_of_its_time_it_is_worth_nothing(int from, int until) =>
        Assert.That(
            Check(authority.Issue(from: Now.AddDays(from), until: Now.AddDays(until))),
            Is.EqualTo(SignerVerdict.Untrusted)
        );

    [TestCase("www.paypal.com")]
    [TestCase("*.paypal.com")]
    [TestCase("messageverificationcerts.paypal.com.example.org")]
    [TestCase("messageverificationcerts.sandbox.paypal.com")]
    public void Another_name_under_the_same_root_does_not_sign(string name) =>
        Assert.That(Check(authority.Issue(name)), Is.EqualTo(SignerVerdict.Untrusted));

    [Test]
    public void The_sandbox_has_a_signer_of_its_own() =>
        Assert.That(
            Check(authority.Issue("messageverificationcerts.sandbox.paypal.com"), Sandbox),
            Is.EqualTo(SignerVerdict.Trusted)
        );

    [Test]
    public void A_chain_to_another_root_or_to_none_is_not_trusted()
    {
        using var foreign = new SigningAuthority(Now, LoopbackServer.AddressOf(server));

        Assert.That(Check(foreign.Issue(), by: foreign, roots: authority), Is.EqualTo(SignerVerdict.Untrusted));
        Assert.That(Check(authority.SelfSigned()), Is.EqualTo(SignerVerdict.Untrusted));
        Assert.That(
            new SignerTrust(Live, roots: null).Check(Chain(authority.Issue(), authority), Now),
            Is.EqualTo(SignerVerdict.Untrusted),
            "nor one to a root that the system does not know"
        );
    }

    [Test]
    public void A_weak_key_or_a_weak_signature_is_not_trusted()
    {
        Assert.That(Check(authority.Issue(bits: 1024)), Is.EqualTo(SignerVerdict.Untrusted));
        Assert.That(Check(authority.Issue(hash: HashAlgorithmName.SHA1)), Is.EqualTo(SignerVerdict.Untrusted));
    }

    private SignerVerdict Check(
        X509Certificate2 signer,
        PayPalOptions? options = null,
        SigningAuthority? by = null,
        SigningAuthority? roots = null
    ) => new SignerTrust(options ?? Live, (roots ?? by ?? authority).Roots).Check(Chain(signer, by ?? authority), Now);

    private static X509Certificate2Collection Chain(X509Certificate2 signer, SigningAuthority by)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(by.Pem(signer));
        return chain;
    }

    /// <summary>The lists that the platform keeps for its user: none of a test's may stay.</summary>
    private static string[] Kept()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = Path.Combine(home, ".dotnet", "corefx", "cryptography", "crls");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }
}
