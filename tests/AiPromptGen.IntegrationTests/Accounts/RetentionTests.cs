using System.Globalization;
using AiPromptGen.IntegrationTests.Billing;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>
/// The clock moves to the days around the ninetieth after two people used everything, and one of them erased the account: the
/// daily timers run, and what was promised to be gone is read for in every row and blob.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class RetentionTests
{
    private static readonly string[] Timers =
    [
        "SweepGenerations",
        "SweepUploads",
        "PurgeOrchestrations",
        "SweepResults",
        "DropAuditTables",
        "DropInboxTables",
        "SweepErasedAccounts",
        "ReconcilePayments",
    ];

    [Test]
    [Property("Promise", "P22"), Property("Promise", "P6"), Property("Promise", "P2")]
    public async Task On_days_88_to_91_nothing_is_there_that_was_to_be_gone()
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        await using var shop = await TestShop.OpenAsync("Retention", $"AzureWebJobsStorage={storage.ConnectionString}");
        using var stays = await ApiClient.NewAsync(shop.App.Address);
        var began = shop.Time.GetUtcNow();
        await UseAsync(shop.Person);
        await shop.BuyAsync();
        await shop.DeliveredAsync();
        await UseAsync(stays);
        await shop.Person.EraseAsync();
        await shop.Person.ErasedAsync();
        var first = await StorageDump.ReadAsync(storage.ConnectionString);
        string[] limited = ["audit", "inbox", "erased", "uploads", "uploaded"];
        Assert.That(
            limited.Where(place => !first.Any(h => IsOf(h.Place, place))),
            Is.Empty,
            "each of them held something"
        );

        var end = new DateTimeOffset(began.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        foreach (var day in new[] { 88, 89, 90, 91 })
        {
            // Days are dropped as the eighty-eighth begins, and what has a time of its own when that is over.
            string[] gone = day == 88 ? [.. limited.Where(place => place != "erased")] : limited;
            shop.Time.Advance(began.AddDays(day) - shop.Time.GetUtcNow());
            foreach (var timer in Timers)
            {
                await shop.App.RunTimerAsync(timer);
            }

            var held = await StorageDump.ReadAsync(storage.ConnectionString);
            var old = held.Where(h => gone.Any(place => IsOf(h.Place, place)) && IsOlder(h, end));
            Assert.That(old.Select(h => $"{h.Place} {h.Name} {h.Field} {h.Value}"), Is.Empty, $"day {day}");
            Assert.That(held.Select(h => h.Place), Has.None.StartsWith("upload").And.None.EqualTo("results"));
            Assert.That(held.Select(h => h.Place), Does.Contain("invoices"), "what the law wants stays");
        }
    }

    /// <summary>The receipt of an erased account is kept for whole calendar years after that of the payment.</summary>
    [Test, Property("Promise", "P20")]
    public async Task A_receipt_goes_when_the_laws_years_are_over()
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        await using var shop = await TestShop.OpenAsync(
            "Receipts",
            $"AzureWebJobsStorage={storage.ConnectionString}",
            "Billing:ReceiptYears=2"
        );
        var year = shop.Time.GetUtcNow().Year;
        await shop.BuyAsync();
        await shop.Person.EraseAsync();
        await shop.Person.ErasedAsync();

        var kept = new List<bool>();
        foreach (var later in new[] { new DateTime(year + 2, 12, 31), new DateTime(year + 3, 1, 1) })
        {
            shop.Time.Advance(new DateTimeOffset(later, TimeSpan.Zero) - shop.Time.GetUtcNow());
            await shop.App.RunTimerAsync("DropInboxTables");
            var held = await StorageDump.ReadAsync(storage.ConnectionString);
            kept.Add(held.Any(h => h.Place == "invoices" && h.Field == "PaidAt"));
        }

        Assert.That(kept, Is.EqualTo(new[] { true, false }));
    }

    private static bool IsOf(string place, string kind) =>
        place.Equals(kind, StringComparison.Ordinal)
        || (place.StartsWith(kind, StringComparison.Ordinal) && place[kind.Length..].All(char.IsAsciiDigit));

    /// <summary>Any time on it that is of the first day; what is to be forgotten later says so in a time of its own.</summary>
    private static bool IsOlder(Held held, DateTimeOffset end) =>
        held.Field != "Timestamp"
        && DateTimeOffset.TryParse(held.Value, CultureInfo.CurrentCulture, out var time)
        && held.Value.Contains(':', StringComparison.Ordinal)
        && time < end;

    private static async Task UseAsync(ApiClient person)
    {
        var made = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a heron in the reeds"}""");
        Assert.That(made.State, Is.EqualTo("succeeded"), made.Text);
        await person.UploadAsync(TestPictures.Solid("#204060"));
        await person.GetAsync("account/export");
        await person.SendAsync(HttpMethod.Post, "favourites", """{"prompt":{"title":"a heron"},"targets":["flux"]}""");
    }
}
