using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.IntegrationTests.Credits;

[TestFixture, Parallelizable]
[Property("Promise", "P11")]
public sealed class LedgerContractParallelTests : LedgerFixture
{
    private const int Price = 7;
    private const int Affordable = 42;

    // Each ledger stands for a process. They wait by the real clock, because the pauses after a lost race have to pass.
    private List<AccountLedger> Ledgers(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Ledger(time: TimeProvider.System))];

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> body) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => body(i))));

    [TestCase(1)]
    [TestCase(2)]
    public async Task Of_200_reservations_at_once_exactly_as_many_succeed_as_the_balance_pays_for(int instances)
    {
        var ledgers = Ledgers(instances);
        await OpenAsync(ledgers[0], (Affordable * Price) + Price - 1);

        var outcomes = await AtOnceAsync(
            200,
            i => ledgers[i % instances].ReserveAsync(Request($"r{i}", Price), null, CancellationToken.None)
        );

        Assert.That(outcomes.Count(outcome => outcome is ReserveResult.Reserved), Is.EqualTo(Affordable));
        Assert.That(outcomes.Count(outcome => outcome is ReserveResult.Insufficient), Is.EqualTo(200 - Affordable));
        var account = await CheckedAsync();
        Assert.That(account.Credits.Reserved, Is.EqualTo(new CreditAmount(Affordable * Price)));
        Assert.That(account.Credits.Available(DateTimeOffset.UtcNow), Is.EqualTo(new CreditAmount(Price - 1)));
    }

    [Test]
    public async Task The_same_commands_from_two_processes_at_once_count_once()
    {
        var ledgers = Ledgers(2);
        await OpenAsync(ledgers[0], 100);
        var answers = await AtOnceAsync(
            20,
            async i =>
            {
                var (ledger, id) = (ledgers[i % 2], $"r{i / 4}");
                await ledger.ReserveAsync(Request(id, 10), null, CancellationToken.None);
                await ledger.GrantAsync(
                    AccountRef.Current(Account),
                    Grant($"g{i / 4}", 3),
                    null,
                    CancellationToken.None
                );
                return await ledger.CommitAsync(Account, id, new(8), null, CancellationToken.None);
            }
        );

        Assert.That(answers.Count(answer => answer is ResolveResult.Resolved { First: true }), Is.EqualTo(5));
        Assert.That(answers.OfType<ResolveResult.Resolved>().All(answer => answer.Charged.Value == 8));
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(100 + (5 * 3) - (5 * 8))));
    }

    [Test]
    public async Task A_reservation_that_several_callers_end_at_the_same_time_ends_once()
    {
        var ledgers = Ledgers(2);
        await OpenAsync(ledgers[0], 100);
        for (var i = 0; i < 10; i++)
        {
            var id = $"r{i}";
            await ledgers[0].ReserveAsync(Request(id, 5) with { Deadline = Now }, null, CancellationToken.None);
            var ends = await AtOnceAsync(
                4,
                j =>
                    j switch
                    {
                        0 => ledgers[0].CommitAsync(Account, id, new(5), null, CancellationToken.None),
                        1 => ledgers[1].ReleaseAsync(Account, id, null, null, CancellationToken.None),
                        2 => ledgers[0].ExpireAsync(Account, id, null, CancellationToken.None),
                        _ => ledgers[1].CommitAsync(Account, id, new(3), null, CancellationToken.None),
                    }
            );
            var resolved = ends.Cast<ResolveResult.Resolved>().ToList();

            Assert.That(resolved.Count(end => end.First), Is.EqualTo(1));
            Assert.That(resolved.Select(end => (end.State, end.Charged)).Distinct().Count(), Is.EqualTo(1));
            var late = (await RowAsync($"reservation-{id}")).GetString("LateAttempts");
            Assert.That(late.Split(' '), Has.Length.EqualTo(3));
        }

        await CheckedAsync();
    }
}
