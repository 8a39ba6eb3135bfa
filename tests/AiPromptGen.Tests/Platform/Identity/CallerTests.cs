using System.Security.Claims;
using AiPromptGen.Platform.Identity;

namespace AiPromptGen.Tests.Platform.Identity;

[TestFixture]
public sealed class CallerTests
{
    private const string Issuer = "https://one.example/v2.0";

    [Test, Property("Promise", "P1")]
    public void App_roles_reach_the_caller_under_either_name_and_once()
    {
        var caller = Caller.From(
            User(Issuer, ("sub", "s"), ("roles", "support"), (ClaimTypes.Role, "support"), (ClaimTypes.Role, "auditor"))
        );

        Assert.That(caller!.Roles, Is.EqualTo(new[] { "support", "auditor" }));
    }

    [Test, Property("Promise", "P1")]
    public void An_account_is_an_issuer_and_a_subject_whatever_the_address()
    {
        var one = Caller.From(User(Issuer, ("sub", "s"), ("email", "ada@example.org")))!;

        Assert.That(
            Caller.From(User(Issuer, (ClaimTypes.NameIdentifier, "s"), ("email", "new@example.org")))!.AccountId,
            Is.EqualTo(one.AccountId)
        );
        Assert.That(
            Caller.From(User("https://two.example/v2.0", ("sub", "s"), ("email", "ada@example.org")))!.AccountId,
            Is.Not.EqualTo(one.AccountId)
        );
        Assert.That(
            Caller.From(User(Issuer, ("sub", "t"), ("email", "ada@example.org")))!.AccountId,
            Is.Not.EqualTo(one.AccountId)
        );
        Assert.That(one.AccountId.Value, Does.Match("^a[0-9a-f]{32}$"));
    }

    [Test]
    public void Who_has_no_subject_is_nobody()
    {
        Assert.That(Caller.From(User(Issuer, ("email", "ada@example.org"))), Is.Null);
        Assert.That(Caller.From(User(Issuer, ("sub", ""))), Is.Null);
    }

    private static ClaimsPrincipal User(string issuer, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value, ClaimValueTypes.String, issuer))));
}
