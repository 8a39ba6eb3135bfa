using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>Two instances look at the same inactive accounts in the same moment. On a storage of their own: the clock is moved.</summary>
[TestFixture, Parallelizable]
internal sealed class InactiveSweepTests
{
    private const int Accounts = 6;

    [TestCase(true)]
    [TestCase(false, TestName = "With_a_task_hub_each_too")]
    [Property("Promise", "P2"), Property("Promise", "P21")]
    public async Task An_inactive_account_is_closed_erased_and_audited_once(bool oneHub)
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        var time = new ShiftedTime();
        await using var hosts = await Hosts.StartAsync(
            $"TwoInactive{oneHub}",
            null,
            time,
            oneHub,
            settings:
            [
                $"AzureWebJobsStorage={storage.ConnectionString}",
                "Retention:InactiveDays=365",
                "Retention:NoticeDays=30",
            ]
        );
        var opening = hosts.First.Services.GetRequiredService<AccountOpening>();
        for (var i = 0; i < Accounts; i++)
        {
            var caller = new Caller(AccountIds.From(Guid.NewGuid(), Guid.NewGuid()), null, [])
            {
                SignedInAt = time.GetUtcNow(),
            };
            await opening.OpenAsync(caller, CancellationToken.None);
        }

        // Nobody can be told: the notice begins when they are found.
        time.Advance(TimeSpan.FromDays(365));
        await DayAsync();
        Assert.That(await LivingAsync(), Is.EqualTo(Accounts));
        time.Advance(TimeSpan.FromDays(30));
        await DayAsync();

        await Clock.UntilAsync(async () => await LivingAsync() == 0);
        var held = await StorageDump.ReadAsync(storage.ConnectionString);
        Assert.That(
            held.Where(h => h.Field == "RequestStatus").Select(h => h.Value),
            Is.EqualTo(Enumerable.Repeat("erasure-inactive", Accounts))
        );
        Assert.That(hosts.Faults, Is.Empty);

        async Task DayAsync()
        {
            for (var hour = 0; hour < 24; hour++)
            {
                await hosts.RunTimerOnBothAsync("SweepInactiveAccounts");
                time.Advance(TimeSpan.FromHours(1));
            }
        }

        async Task<int> LivingAsync() =>
            (await StorageDump.ReadAsync(storage.ConnectionString)).Count(h =>
                h.Place == "users" && h.Field == "Credits"
            );
    }
}
