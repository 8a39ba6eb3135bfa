using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>Authentication records are the first and the last time somebody was seen, and cost a generation nothing.</summary>
[TestFixture]
internal sealed class SignInRecordTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    /// <summary>Everything a row of an account may say of a person, and what the ledger and the limits need.</summary>
    private static readonly string[] Properties =
    [
        "odata.etag",
        "PartitionKey",
        "RowKey",
        "Timestamp",
        "Change",
        "Credits",
        "Usage",
        "Email",
        "FirstSeenAt",
        "LastSeenAt",
        "OpenedAfter",
        "Exports",
        "ExportsSince",
    ];

    [Test, Property("Promise", "P2"), Property("Promise", "P1")]
    public async Task The_account_row_holds_first_and_last_time_and_nothing_else_of_a_person()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("SeenRow", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var opened = time.GetUtcNow();
        await person.GetAsync("account/export");

        time.Advance(TimeSpan.FromHours(20));
        await person.SignInAsync(person.Email);
        var tag = (await RowAsync(app, account)).ETag;
        await person.GetAsync("account");
        Assert.That((await RowAsync(app, account)).ETag, Is.EqualTo(tag), "once a day is enough");

        time.Advance(TimeSpan.FromHours(5));
        await person.SignInAsync(person.Email);
        await person.GetAsync("account");

        var row = await RowAsync(app, account);
        Assert.That(row.GetDateTimeOffset(nameof(AccountProfile.FirstSeenAt)), Is.EqualTo(opened));
        Assert.That(row.GetDateTimeOffset(nameof(AccountProfile.LastSeenAt)), Is.EqualTo(time.GetUtcNow()));
        Assert.That(row.Keys, Is.EquivalentTo(Properties));
    }

    [Test, Property("Promise", "P2")]
    public async Task The_first_generation_of_a_day_says_so_without_a_write_of_its_own()
    {
        var (time, counting) = (Clock.New(), new CountingPolicy());
        await using var app = await TestApp.StartAsync(
            "SeenRides",
            services => services.AddSingleton<HttpPipelinePolicy>(counting),
            time
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var same = await CallsAsync(app, person, account, counting, audited: 1);
        time.Advance(TimeSpan.FromHours(25));
        await person.SignInAsync(person.Email);

        var next = await CallsAsync(app, person, account, counting, audited: 2);

        Assert.That(next, Is.EqualTo(same));
        Assert.That(
            (await RowAsync(app, account)).GetDateTimeOffset(nameof(AccountProfile.LastSeenAt)),
            Is.EqualTo(time.GetUtcNow())
        );
    }

    /// <summary>What one generation costs in the people's table; timers that the clock has made due use others.</summary>
    private static async Task<int> CallsAsync(
        TestApp app,
        ApiClient person,
        AccountId account,
        CountingPolicy counting,
        int audited
    )
    {
        counting.Clear();
        await person.SendAsync(HttpMethod.Post, "generations", Idea, ("Idempotency-Key", $"{Guid.NewGuid()}"));
        await Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Audit.Count >= audited);
        return counting.Calls.Count(call => call.Contains("users", StringComparison.Ordinal));
    }

    private static async Task<TableEntity> RowAsync(TestApp app, AccountId account) =>
        (await AccountRemains.ReadAsync(app, account)).Rows.Single(r => r.RowKey == "account");
}
