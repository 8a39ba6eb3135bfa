using System.Security.Claims;
using AiPromptGen.Platform.Identity;

namespace AiPromptGen.Tests.Platform.Identity;

[TestFixture]
public sealed class CallerTests
{
    private const string Tenant = "11111111-0000-4000-8000-000000000001";
    private const string Person = "22222222-0000-4000-8000-000000000002";
    private const string LongTenant = "http://schemas.microsoft.com/identity/claims/tenantid";
    private const string LongPerson = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    [Test, Property("Promise", "P1")]
    public void App_roles_reach_the_caller_under_either_name_and_once()
    {
        var caller = Caller.From(
            User(("roles", "support"), (ClaimTypes.Role, "support"), (ClaimTypes.Role, "auditor"))
        );

        Assert.That(caller!.Roles, Is.EqualTo(new[] { "support", "auditor" }));
    }

    /// <summary>Two tokens of one person for two applications differ in their subject, two of two persons may share an address.</summary>
    [Test, Property("Promise", "P1")]
    public void An_account_is_a_tenant_and_an_object_id_whatever_the_subject_and_the_address()
    {
        var one = Of(User(("sub", "s"), ("email", "ada@example.org")));

        Assert.That(Of(User(("sub", "t"), ("email", "new@example.org"))), Is.EqualTo(one));
        Assert.That(
            Of(Claims((LongTenant, Tenant), (LongPerson, Person.ToUpperInvariant()), ("iat", "1"))),
            Is.EqualTo(one)
        );
        Assert.That(Of(Claims(("tid", Person), ("oid", Tenant), ("iat", "1"))), Is.Not.EqualTo(one));
        Assert.That(Of(Claims(("tid", Tenant), ("oid", Tenant), ("iat", "1"))), Is.Not.EqualTo(one));
        Assert.That(Of(Claims(("tid", Person), ("oid", Person), ("iat", "1"))), Is.Not.EqualTo(one));
        Assert.That(one!.Value.Value, Does.Match("^a[0-9a-f]{32}$"));
    }

    [Test]
    public void The_time_of_the_sign_in_is_the_tokens()
    {
        var caller = Caller.From(Claims(("tid", Tenant), ("oid", Person), ("iat", "1795000000")));

        Assert.That(caller!.SignedInAt, Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(1795000000)));
    }

    [TestCase("tid", "")]
    [TestCase("tid", "contoso.com")]
    [TestCase("oid", "")]
    [TestCase("oid", "ada")]
    [TestCase("iat", "")]
    [TestCase("iat", "yesterday")]
    [TestCase("iat", "-1")]
    [TestCase("iat", "99999999999999999")]
    public void Who_has_no_tenant_no_object_id_or_no_time_is_nobody(string claim, string value)
    {
        var claims = new Dictionary<string, string>
        {
            ["tid"] = Tenant,
            ["oid"] = Person,
            ["iat"] = "1",
            [claim] = value,
        };

        Assert.That(Caller.From(Claims([.. claims.Select(c => (c.Key, c.Value))])), Is.Null);
        claims.Remove(claim);
        Assert.That(Caller.From(Claims([.. claims.Select(c => (c.Key, c.Value))])), Is.Null);
    }

    /// <summary>A user name may look like an address and be none; <c>emails</c> is of another product and may name several.</summary>
    [TestCase("preferred_username")]
    [TestCase("upn")]
    [TestCase("emails")]
    public void Only_the_claim_for_it_is_an_address(string claim) =>
        Assert.That(Caller.From(User((claim, "ada@example.org")))!.Email, Is.Null);

    private static AiPromptGen.Platform.AccountId? Of(ClaimsPrincipal user) => Caller.From(user)?.AccountId;

    private static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        Claims([("tid", Tenant), ("oid", Person), ("iat", "1"), .. claims]);

    private static ClaimsPrincipal Claims(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value))));
}
