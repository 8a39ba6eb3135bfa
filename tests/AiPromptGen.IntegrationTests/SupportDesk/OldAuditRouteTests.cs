using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.SupportDesk;

/// <summary><c>GET /support/audit</c>, for clients that know no other: an id in an address is noted wherever addresses are.</summary>
[TestFixture]
internal sealed class OldAuditRouteTests
{
    [Test, Property("Promise", "P23")]
    public async Task What_is_asked_for_by_the_address_is_answered_as_it_was_before()
    {
        using var support = await ApiClient.SupportAsync(await SharedApp.AddressAsync());

        var answer = await support.GetAsync($"support/audit?accountId=a{Guid.NewGuid():N}&status=succeeded");
        var unknown = await support.GetAsync("support/audit?email=a@b.example");

        Assert.That((answer.Status, answer.At("rows").GetArrayLength()), Is.EqualTo((HttpStatusCode.OK, 0)));
        Assert.That(unknown.At("errors")[0].GetProperty("code").GetString(), Is.EqualTo("query-unknown"));
    }
}
