using System.Net;
using System.Text.RegularExpressions;
using AiPromptGen.IntegrationTests.Billing;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>
/// Somebody uses everything, and every row, blob and log line that comes of it is read past the app. Each field must stand in
/// docs/data.md with its reason and its end: one that is not there is not allowed to be held.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class HeldDataTests
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey", "Timestamp"];

    private static readonly Regex Line = new(
        @"^\| `(?<place>[^`]+)` \| `(?<field>[^`]+)` \| (?<why>[^|]+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    [Test]
    [Property("Promise", "P2"), Property("Promise", "P13"), Property("Promise", "P20"), Property("Promise", "P21")]
    public async Task Every_field_that_is_held_has_a_reason_and_no_log_line_names_anybody()
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        var (logs, word) = (new RecordedLogs(), $"marker{Guid.NewGuid():N}");
        await using var shop = await TestShop.OpenAsync(
            "HeldData",
            services =>
            {
                services.AddSingleton<ILoggerProvider>(logs);
                FakePainter.Painting().AddTo(services);
            },
            [$"AzureWebJobsStorage={storage.ConnectionString}", "Credits:MonthlyFree=7", .. FakePainter.Routes]
        );
        var account = await UseAllAsync(shop, word);
        await EraseAnotherAsync(shop);

        var held = await StorageDump.ReadAsync(storage.ConnectionString);
        var listed = Line.Matches(await DocumentAsync())
            .Select(m => (m.Groups["place"].Value, m.Groups["field"].Value))
            .ToHashSet();
        var found = held.Where(h => !Keys.Contains(h.Field)).Select(h => (PlaceOf(h), FieldOf(h))).Distinct();

        var missing = found.Where(f => !listed.Contains(f)).Order().Select(f => $"| `{f.Item1}` | `{f.Item2}` | |");
        await TestContext.Out.WriteLineAsync(string.Join('\n', missing));
        Assert.That(missing, Is.Empty, "each needs a line in docs/data.md");
        Assert.That(
            listed.Select(l => l.Item1),
            Is.SupersetOf(new[] { "users account", "audit", "erased", "invoices" })
        );
        Assert.That(Joins(held), Is.Empty, "an audit row leads to an account without the key");
        var ours = logs.Lines.Where(line =>
            line.Contains(account, StringComparison.Ordinal)
            || line.Contains(shop.Person.Email, StringComparison.Ordinal)
            || line.Contains(word, StringComparison.Ordinal)
        );
        Assert.That(ours, Is.Empty, "a log line names the person, or says what was written");
    }

    /// <summary>What an audit row has in common with any row, blob or name that is not one: its name, its account or a time.</summary>
    private static IReadOnlyList<string> Joins(IReadOnlyList<Held> held)
    {
        var audit = held.Where(h => IsAudit(h.Place)).ToList();
        Assert.That(audit, Is.Not.Empty);
        var words = audit
            .Where(h => h.Field is "AccountKey" or "RequestedAt" or "CompletedAt")
            .Select(h => h.Value)
            .Concat(audit.Select(h => h.Name.Split('/')[1]))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var others = held.Where(h => !IsAudit(h.Place)).ToList();
        var ids = others
            .Where(h => h.Place == "users")
            .SelectMany(h => new[] { h.Name.Split('/')[0], h.Name.Split('-', 2)[^1] })
            .Where(id => id.Length > 20)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return [.. others.Where(h => !IsTimeOfPayPal(h)).Traces(words), .. audit.Traces(ids)];
    }

    /// <summary>PayPal tells whole seconds: one in sixty is the minute of an audit row by chance.</summary>
    private static bool IsTimeOfPayPal(Held held) =>
        (PlaceOf(held), held.Field) is ("inbox", "CreatedAt") or ("invoices" or "users payment", "PaidAt");

    private static bool IsAudit(string place) => place.StartsWith("audit2", StringComparison.Ordinal);

    private static async Task<string> DocumentAsync()
    {
        await using var document = typeof(HeldDataTests).Assembly.GetManifestResourceStream("data.md")!;
        using var reader = new StreamReader(document);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A day's table by its name without the day; a person's rows by what they are.</summary>
    private static string PlaceOf(Held held)
    {
        var place = held.Place.TrimEnd("0123456789".ToCharArray());
        return place == "users" ? $"users {held.Name.Split('/')[1].Split('-')[0]}" : place;
    }

    /// <summary>Long texts are stored in parts.</summary>
    private static string FieldOf(Held held) => held.Field.TrimEnd("0123456789".ToCharArray());

    private static async Task<string> UseAllAsync(TestShop shop, string word)
    {
        var person = shop.Person;
        var account = (await person.GetAsync("account")).Id;
        Assert.That((await shop.BuyAsync()).Status, Is.EqualTo(HttpStatusCode.OK));
        await shop.ApproveAsync(await shop.SubscribeAsync());
        await shop.BalanceIsAsync(50 + 7 + 100 + 40);
        await shop.OrderAsync();
        var made = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"a heron named {{word}}"}""");
        Assert.That(made.State, Is.EqualTo("succeeded"), made.Text);
        var painted = await person.GenerateAsync(
            $$$"""{"kind":"text-to-image","idea":"a heron named {{{word}}}","controls":{"variations":2}}"""
        );
        Assert.That(painted.State, Is.EqualTo("succeeded"), painted.Text);
        var upload = (await person.UploadAsync(TestPictures.Solid("#204060"))).Id;
        await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"controls":{"negative":"{{{word}}}"}}"""
        );
        await person.UploadAsync(TestPictures.Solid("#602040"));
        await person.SendAsync(HttpMethod.Post, $"generations/{made.Id}/favourite", "{}");
        await person.SendAsync(HttpMethod.Post, "favourites", """{"prompt":{"title":"a heron"},"targets":["flux"]}""");
        var made2 = await person.SendAsync(
            HttpMethod.Post,
            "account/tokens",
            $$"""{"name":"{{word}}","scopes":["read","generate"]}"""
        );
        using var script = ApiClient.With(shop.App.Address, made2.At("token").GetString()!);
        await script.GetAsync("account");
        await person.GetAsync($"generations?q={word}");
        await person.GetAsync("account/export?format=zip");
        await SupportAsync(shop, account);
        return account;
    }

    /// <summary>Asked about, given to, paid back.</summary>
    private static async Task SupportAsync(TestShop shop, string account)
    {
        using var support = await ApiClient.SupportAsync(shop.App.Address);
        await support.SendAsync(HttpMethod.Post, "support/audit", $$"""{"accountId":"{{account}}"}""");
        var payment = await shop.PaymentIdAsync();
        var refund = await support.SendAsync(
            HttpMethod.Post,
            "support/refunds",
            $$"""{"accountId":"{{account}}","paymentId":"{{payment}}","reason":"courtesy"}""",
            ("Idempotency-Key", "refund-1")
        );
        Assert.That((int)refund.Status, Is.EqualTo(201), refund.Text);
        await GrantAsync(support, account, 25, 201);
        var waiting = await GrantAsync(support, account, 500, 202);
        using var second = await ApiClient.SupportAsync(shop.App.Address);
        var approved = await second.SendAsync(
            HttpMethod.Post,
            "support/grants/approvals",
            $$"""{"accountId":"{{account}}","id":"{{waiting.Id}}"}"""
        );
        Assert.That((int)approved.Status, Is.EqualTo(201), approved.Text);
    }

    private static async Task<Answer> GrantAsync(ApiClient support, string account, int credits, int expected)
    {
        var answer = await support.SendAsync(
            HttpMethod.Post,
            "support/grants",
            $$"""{"accountId":"{{account}}","credits":{{credits}},"reason":"courtesy"}""",
            ("Idempotency-Key", $"grant-{credits}")
        );
        Assert.That((int)answer.Status, Is.EqualTo(expected), answer.Text);
        return answer;
    }

    /// <summary>Leaves what an erasure leaves: receipts, what is watched, what is remembered.</summary>
    private static async Task EraseAnotherAsync(TestShop shop)
    {
        using var other = await ApiClient.NewAsync(shop.App.Address);
        await other.GetAsync("account");
        var made = await shop.SubscribeAsync(other);
        await shop.ApproveAsync(made);
        await Clock.UntilAsync(async () => (await other.CreditsAsync()).Balance == 50 + 7 + 40);
        await other.EraseAsync();
        await other.ErasedAsync();
    }
}
