using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiPromptGen.Audit;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.SupportDesk;

/// <summary><c>POST /support/audit</c> on rows of years long past, where no other test writes.</summary>
[TestFixture]
internal sealed class AuditQueryTests
{
    private static readonly DateTimeOffset Noon = new(2001, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Rotation =
    [
        "Audit:AccountKeys:0:Id=k1",
        $"Audit:AccountKeys:0:Secret={new string('1', 32)}",
        "Audit:AccountKeys:1:Id=k2",
        $"Audit:AccountKeys:1:Secret={new string('2', 32)}",
        $"Audit:AccountKeys:1:From={Noon.AddDays(-1):O}",
    ];

    private TestApp app = null!;
    private ApiClient support = null!;
    private FakeTimeProvider time = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        time = new(Noon);
        app = await TestApp.StartAsync("SupportAudit", null, time, Rotation);
        support = await ApiClient.SupportAsync(app.Address);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        support.Dispose();
        await app.DisposeAsync();
    }

    [Test, Property("Promise", "P23")]
    public async Task Nobody_but_support_may_ask()
    {
        using var nobody = new ApiClient(app.Address);
        using var person = await ApiClient.NewAsync(app.Address);

        Assert.That((await nobody.AskAuditAsync("")).Code, Is.EqualTo("token-missing"));
        var refused = await person.AskAuditAsync("");
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Forbidden, "role-missing")));
        Assert.That((await support.AskAuditAsync("")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test, Property("Promise", "P21"), Property("Promise", "P13")]
    public async Task A_row_has_exactly_the_fields_of_the_policy_and_no_content()
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var idea = $"a heron {Guid.NewGuid():N}";
        var generation = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"{{idea}}"}""", wait: 0);
        var account = (await person.GetAsync("account")).Id;

        var rows = await UntilAsync($"accountId={account}", 1);

        Assert.That(
            rows[0].EnumerateObject().Select(p => p.Name),
            Is.EquivalentTo([
                "id",
                "accountKey",
                "requestStatus",
                "safetyDecision",
                "modelRoute",
                "quotaEvent",
                "requestedAt",
                "completedAt",
            ])
        );
        // Whoever has the secret finds the row of a generation; nobody else does.
        var named = Encoding.ASCII.GetBytes($"audit-request\n{generation.Id}");
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(new string('2', 32)), named));
        Assert.That(rows[0].GetProperty("id").GetString(), Is.EqualTo($"1200-{hash[..32]}"));
        Assert.That(rows[0].GetProperty("requestStatus").GetString(), Is.EqualTo("succeeded"));
        Assert.That(rows[0].GetProperty("quotaEvent").GetString(), Is.EqualTo("committed:1"));
        var text = rows[0].GetRawText();
        Assert.That(text, Does.Not.Contain(account).And.Not.Contain("heron").And.Not.Contain(person.Email));
        var stored = (await AccountRemains.ReadAsync(app, new AccountId(account))).Audit.Single();
        Assert.That(
            stored.Keys.Except(["odata.etag", "PartitionKey", "RowKey", "Timestamp"]),
            Is.EquivalentTo([
                "AccountKey",
                "RequestStatus",
                "SafetyDecision",
                "ModelRoute",
                "QuotaEvent",
                "RequestedAt",
                "CompletedAt",
            ])
        );
    }

    [Test, Property("Promise", "P23")]
    public async Task An_accounts_rows_are_found_on_both_sides_of_a_rotation()
    {
        var account = Account();
        await WriteAsync("before", account, Noon.AddDays(-2));
        await WriteAsync("after", account, Noon.AddHours(-1));
        await WriteAsync("other", Account(), Noon.AddHours(-1));

        var rows = await RowsAsync($"accountId={account}");

        Assert.That(Ids(rows), Is.EqualTo(new[] { "after", "before" }), "newest day first");
        Assert.That(
            rows.Select(r => r.GetProperty("accountKey").GetString()![..3]),
            Is.EqualTo(new[] { "k2.", "k1." })
        );
    }

    [TestCase("status=failed", "f1,f2")]
    [TestCase("status=failed:deadline-exceeded", "f1")]
    [TestCase("status=fail", "")]
    [TestCase("status=succeeded&route=embedded", "s1")]
    [TestCase("route=azure", "f1,s2")]
    [TestCase("route=azure/m-1", "s2")]
    [TestCase("route=az", "")]
    [TestCase("status=x%27%20or%20true", null)]
    [TestCase("status=x%27or(true)or%27", "")]
    public async Task Rows_are_found_by_status_and_route(string filter, string? expected)
    {
        var account = Account();
        await WriteAsync("f1", account, Noon.AddHours(-1), "failed:deadline-exceeded", "azure/m-2");
        await WriteAsync("f2", account, Noon.AddHours(-2), "failed", null);
        await WriteAsync("s1", account, Noon.AddHours(-3), "succeeded", "embedded/idea-1");
        await WriteAsync("s2", account, Noon.AddHours(-4), "succeeded", "azure/m-1");

        var answer = await support.AskAuditAsync($"accountId={account}&{filter}");

        Assert.That(answer.Code, Is.EqualTo(expected is null ? "request-invalid" : null), answer.Text);
        if (expected is not null)
        {
            var ids = Ids([.. answer.At("rows").EnumerateArray()]).Order(StringComparer.Ordinal);
            Assert.That(string.Join(',', ids), Is.EqualTo(expected));
        }
    }

    [TestCase("from=2001-03-08&to=2001-03-09", "b")]
    [TestCase("from=2001-03-08T12:00:00Z&to=2001-03-10T12:00:00Z", "c,b")]
    [TestCase("from=2001-03-08T12:00:30Z&to=2001-03-10", "c,b")]
    [TestCase("from=2001-03-08T12:01:00Z&to=2001-03-10", "c")]
    [TestCase("to=2001-03-08", "a")]
    [TestCase("from=2001-01-01&to=2001-03-31", "c,b,a")]
    public async Task Rows_are_found_by_time(string window, string expected)
    {
        var account = Account();
        foreach (var (id, day) in new[] { ("a", 7), ("b", 8), ("c", 9) })
        {
            await WriteAsync(id, account, new(2001, 3, day, 12, 0, 0, TimeSpan.Zero));
        }

        Assert.That(string.Join(',', Ids(await RowsAsync($"accountId={account}&{window}"))), Is.EqualTo(expected));
    }

    [Test]
    public async Task Pages_have_a_hundred_rows_at_most_and_a_cursor_goes_on()
    {
        var account = Account();
        foreach (var i in Enumerable.Range(0, 250))
        {
            await WriteAsync($"p{i:D3}", account, Noon.AddHours(-1 - (i % 60)));
        }

        var (ids, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = await support.AskAuditAsync($"accountId={account}{cursor}");
            var rows = page.At("rows").EnumerateArray().ToList();
            Assert.That(rows, Has.Count.LessThanOrEqualTo(100));
            ids.AddRange(Ids(rows));
            cursor = page.Json.TryGetProperty("cursor", out var next) ? $"&cursor={next.GetString()}" : null;
        } while (++pages < 20 && cursor is not null);

        Assert.That(ids, Is.Unique.And.Count.EqualTo(250));
        Assert.That(pages, Is.EqualTo(3));
    }

    [Test]
    public async Task A_request_reads_a_bounded_number_of_tables()
    {
        // Ninety days without tables: three pages without rows.
        var first = await support.AskAuditAsync($"from=1999-01-01&to=1999-03-31");
        var cursor = first.At("cursor").GetString();
        var second = await support.AskAuditAsync($"from=1999-01-01&to=1999-03-31&cursor={cursor}");
        var third = await support.AskAuditAsync(
            $"from=1999-01-01&to=1999-03-31&cursor={second.At("cursor").GetString()}"
        );

        Assert.That(first.At("rows").GetArrayLength(), Is.Zero);
        Assert.That(third.Json.TryGetProperty("cursor", out _), Is.False);
    }

    [TestCase("accountId=ada", "account-id-invalid")]
    [TestCase("from=yesterday", "time-invalid")]
    [TestCase("to=0001-01-01", "time-invalid")]
    [TestCase("from=0001-01-01&to=0001-01-02", "time-invalid")]
    [TestCase("from=2001-03-02&to=2001-03-02", "window-invalid")]
    [TestCase("from=2001-01-01&to=2001-04-02", "window-invalid")]
    [TestCase("status=", "word-invalid")]
    [TestCase("cursor=nonsense", "cursor-invalid")]
    [TestCase("cursor=MjAwMTAzMTAgYQ", "cursor-invalid")]
    public async Task A_wrong_question_is_told(string query, string code)
    {
        var answer = await support.AskAuditAsync($"{query}");

        Assert.That((int)answer.Status, Is.EqualTo(400), answer.Text);
        Assert.That(answer.At("errors")[0].GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test, Property("Promise", "P23"), Property("Promise", "P21")]
    public async Task A_question_is_audited_itself_without_what_was_asked()
    {
        using var asker = await ApiClient.SupportAsync(app.Address);
        var (me, asked) = ((await asker.GetAsync("account")).Id, Account());
        await asker.AskAuditAsync($"accountId={asked}&status=failed");
        await asker.AskAuditAsync("");

        // This clock stands still, and a window ends before its end.
        var rows = await RowsAsync($"accountId={me}{UntilTomorrow}");

        var key = app.Services.GetRequiredService<AuditTrail>().KeyOf(asked, Noon).Value;
        Assert.That(
            rows.Select(r => r.GetProperty("requestStatus").GetString()),
            Is.EquivalentTo([$"support-query:account+status:{key}", "support-query:time"])
        );
        Assert.That(rows[0].GetRawText(), Does.Not.Contain(asked.Value).And.Not.Contain("failed"));
        Assert.That(rows[0].GetProperty("quotaEvent").GetString(), Is.EqualTo("none"));
    }

    private static string UntilTomorrow => $"&to={Noon.AddDays(1):yyyy-MM-dd}";

    private static AccountId Account() => new("a" + Guid.NewGuid().ToString("N"));

    /// <param name="id">Stands in the one member that may be any text; a row's id is a hash.</param>
    private Task WriteAsync(
        string id,
        AccountId account,
        DateTimeOffset at,
        string status = "succeeded",
        string? route = null
    )
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        var row = new AuditRow
        {
            // Unique in its day's table, though tests write the same ones.
            Id = $"{id}.{account}",
            AccountKey = trail.KeyOf(account, at),
            RequestStatus = status,
            ModelRoute = route,
            QuotaEvent = id,
            RequestedAt = at,
            CompletedAt = at,
        };
        return trail.WriteAsync(row, CancellationToken.None);
    }

    private static IReadOnlyList<string> Ids(IReadOnlyList<JsonElement> rows) =>
        [.. rows.Select(r => r.GetProperty("quotaEvent").GetString()!)];

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string question)
    {
        var (rows, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = await support.AskAuditAsync(question + cursor);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
            rows.AddRange(page.At("rows").EnumerateArray());
            cursor = page.Json.TryGetProperty("cursor", out var next) ? $"&cursor={next.GetString()}" : null;
        } while (cursor is not null);

        return rows;
    }

    /// <summary>The audit row comes after the answer.</summary>
    private async Task<IReadOnlyList<JsonElement>> UntilAsync(string question, int count)
    {
        await Clock.UntilAsync(async () => (await RowsAsync(question + UntilTomorrow)).Count >= count);
        return await RowsAsync(question + UntilTomorrow);
    }
}
