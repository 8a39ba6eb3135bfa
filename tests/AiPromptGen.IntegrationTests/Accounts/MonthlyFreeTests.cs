using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>Free credits of a calendar month: once, spent first, gone with the month.</summary>
[TestFixture]
[Property("Promise", "P11")]
internal sealed class MonthlyFreeTests
{
    private const string On = "Credits:MonthlyFree=7";

    /// <summary>Sign-up credits, the same for everybody.</summary>
    private const int SignUp = 50;

    [Test]
    public async Task They_come_at_the_first_sight_in_a_month_end_with_it_and_never_add_up()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("MonthlyComes", time: time, settings: [On]);
        using var person = await ApiClient.NewAsync(app.Address);

        var first = await person.GetAsync("account");
        await person.GetAsync("account");
        Assert.That(first.At("credits", "available").GetInt64(), Is.EqualTo(SignUp + 7));
        Assert.That((await person.CreditsAsync()).Entries, Is.EquivalentTo(new[] { SignUp, 7L }), "once");
        var now = time.GetUtcNow();
        var end = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        Assert.That(first.At("monthlyFree", "credits").GetInt32(), Is.EqualTo(7));
        Assert.That(first.At("monthlyFree", "renewsAt").GetDateTimeOffset(), Is.EqualTo(end));
        Assert.That((await person.GetAsync("catalog")).At("monthlyFreeCredits").GetInt32(), Is.EqualTo(7));

        time.Advance(end - now);
        await person.SignInAsync(person.Email);

        Assert.That((await person.GetAsync("account")).At("credits", "available").GetInt64(), Is.EqualTo(SignUp + 7));
        var (balance, _, _, entries) = await person.CreditsAsync();
        Assert.That(balance, Is.EqualTo(SignUp + 7));
        Assert.That(entries, Is.EquivalentTo(new[] { SignUp, 7L, -7L, 7L }), "the old ones have expired");
    }

    [Test]
    public async Task They_are_spent_before_all_others()
    {
        await using var app = await TestApp.StartAsync("MonthlySpent", settings: [On]);
        using var person = await ApiClient.NewAsync(app.Address);

        var lots = (await person.GetAsync("account")).At("credits", "lots").EnumerateArray().ToList();

        Assert.That(lots[0].GetProperty("amount").GetInt64(), Is.EqualTo(7), "in the order they are drawn");
        Assert.That(lots[0].TryGetProperty("expiresAt", out _));
    }

    [Test]
    public async Task A_person_who_erases_an_account_waits_for_the_next_month()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("MonthlyErased", time: time, settings: [On]);
        using var person = await ApiClient.NewAsync(app.Address);
        await person.GetAsync("account");
        await person.EraseAsync();
        await person.ErasedAsync();

        time.Advance(TimeSpan.FromSeconds(1));
        await person.ComeBackAsync(person.Email);
        Assert.That((await person.CreditsAsync()).Balance, Is.Zero, "neither those of the month nor of the sign-up");

        var now = time.GetUtcNow();
        time.Advance(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1) - now);
        await person.SignInAsync(person.Email);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(7));
    }

    [Test]
    public async Task Off_nobody_hears_of_them()
    {
        using var person = await ApiClient.NewAsync();

        var account = await person.GetAsync("account");

        Assert.That(account.Text, Does.Not.Contain("monthlyFree"));
        Assert.That((await person.GetAsync("catalog")).Text, Does.Not.Contain("monthlyFreeCredits"));
    }
}
