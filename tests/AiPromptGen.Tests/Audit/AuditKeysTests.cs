using System.Security.Cryptography;
using System.Text;
using AiPromptGen.Audit;
using AiPromptGen.Platform;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Audit;

[TestFixture]
public sealed class AuditKeysTests
{
    private static readonly DateTimeOffset Rotation = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Ada = new("a0123456789abcdef0123456789abcdef");
    private static readonly AuditSecret First = new() { Id = "k1", Secret = new string('1', 32) };
    private static readonly AuditSecret Second = new()
    {
        Id = "k2",
        Secret = new string('2', 32),
        From = Rotation,
    };

    [Test, Property("Promise", "P21")]
    public void A_key_says_which_secret_made_it_and_nothing_of_the_account()
    {
        var key = Keys(First).KeyOf(Ada, Rotation).Value;

        Assert.That(key, Does.Match("^k1\\.[0-9a-f]{32}$"));
        Assert.That(key, Does.Not.Contain(Ada.Value[1..8]));
        Assert.That(Keys(First).KeyOf(new AccountId("b"), Rotation).Value, Is.Not.EqualTo(key));
    }

    [Test]
    public void A_rotation_changes_the_keys_of_later_requests_alone()
    {
        var (before, after) = (Keys(First), Keys(First, Second));

        Assert.That(after.KeyOf(Ada, Rotation.AddTicks(-1)), Is.EqualTo(before.KeyOf(Ada, Rotation.AddTicks(-1))));
        Assert.That(after.KeyOf(Ada, DateTimeOffset.MinValue), Is.EqualTo(before.KeyOf(Ada, Rotation)));
        Assert.That(after.KeyOf(Ada, Rotation).Value, Does.StartWith("k2."));
    }

    /// <summary>RFC 2104 with SHA-256, by the framework's own function.</summary>
    [Test, Property("Promise", "P21")]
    public void A_request_has_a_name_that_leads_to_nothing_without_the_secret()
    {
        const string Generation = "7zzy3n0c8k5w2v9r4m1hq6t0xd";
        var hash = HMACSHA256.HashData(
            Encoding.ASCII.GetBytes(First.Secret!),
            Encoding.ASCII.GetBytes($"audit-request\n{Generation}")
        );
        var at = Rotation.AddMinutes(-61).AddSeconds(59);

        var name = Keys(First, Second).NameOf(Generation, at);

        Assert.That(name, Is.EqualTo($"2259-{Convert.ToHexStringLower(hash)[..32]}"));
        Assert.That(Keys(First, Second).NameOf(Generation, Rotation)[5..], Is.Not.EqualTo(name[5..]), "another secret");
        Assert.That(
            Keys(First).KeyOf(new AccountId(Generation), at).Value,
            Does.Not.Contain(name[5..]),
            "another label"
        );
    }

    [TestCase(-2, -1, "k1")]
    [TestCase(-2, 0, "k1")]
    [TestCase(-1, 1, "k1,k2")]
    [TestCase(0, 1, "k2")]
    public void A_window_has_the_keys_whose_time_it_touches(int from, int until, string expected)
    {
        var found = Keys(First, Second).KeyOf(Ada, Rotation.AddHours(from), Rotation.AddHours(until));

        Assert.That(string.Join(',', found.Select(k => k.Value.Split('.')[0])), Is.EqualTo(expected));
    }

    private static AuditKeys Keys(params AuditSecret[] secrets)
    {
        var options = new AuditOptions();
        foreach (var secret in secrets)
        {
            options.AccountKeys.Add(secret);
        }

        return new AuditKeys(Options.Create(options));
    }
}
