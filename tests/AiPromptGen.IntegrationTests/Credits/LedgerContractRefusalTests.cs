using AiPromptGen.Credits;

namespace AiPromptGen.IntegrationTests.Credits;

/// <summary>A refusal is counted in the transaction that gives its credits back: once, whoever repeats it and whatever fails.</summary>
[TestFixture, Parallelizable]
[Property("Promise", "P14")]
public sealed class LedgerContractRefusalTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    private static readonly RefusalLimits limits = new()
    {
        Threshold = 3,
        Window = TimeSpan.FromMinutes(10),
        FirstPause = TimeSpan.FromMinutes(1),
        MaxPause = TimeSpan.FromHours(1),
    };

    [Test]
    public async Task It_is_counted_once_however_often_it_is_repeated()
    {
        var ledgers = new[] { Ledger(), Ledger() };
        await OpenAsync(ledgers[0], 50);
        await ledgers[0].ReserveAsync(Request("r", 10), null, none);

        foreach (var ledger in ledgers.Concat(ledgers))
        {
            await ledger.ReleaseAsync(Account, "r", limits, null, none);
        }

        var account = await CheckedAsync();
        Assert.That(account.Usage.Refusals!.Recent, Has.Length.EqualTo(1));
        Assert.That(account.Credits.Balance.Value, Is.EqualTo(50));
    }

    [Test]
    public async Task What_was_never_reserved_is_counted_too()
    {
        await OpenAsync(Ledger(), 50);

        await Ledger().ReleaseAsync(Account, "never", limits, null, none);
        await Ledger().ReleaseAsync(Account, "never", limits, null, none);

        Assert.That((await CheckedAsync()).Usage.Refusals!.Recent, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Other_endings_are_no_refusals()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("a", 10), null, none);
        await ledger.ReserveAsync(Request("b", 10), null, none);

        await ledger.ReleaseAsync(Account, "a", null, null, none);
        await ledger.CommitAsync(Account, "b", new(10), null, none);
        await ledger.ReleaseAsync(Account, "b", limits, null, none);

        Assert.That((await CheckedAsync()).Usage.Refusals, Is.Null, "the charge stands, so it was not refused");
    }

    [Test]
    public async Task Many_at_the_same_time_are_all_counted_and_bring_a_pause()
    {
        var ledgers = new[] { Ledger(), Ledger() };
        await OpenAsync(ledgers[0], 50);
        string[] ids = ["r0", "r1", "r2"];
        foreach (var id in ids)
        {
            await ledgers[0].ReserveAsync(Request(id, 10), null, none);
        }

        await Task.WhenAll(ids.Select((id, i) => ledgers[i % 2].ReleaseAsync(Account, id, limits, null, none)));

        var account = await CheckedAsync();
        Assert.That(RefusalRules.PauseLeft(account.Usage.Refusals, limits, Now), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }
}
