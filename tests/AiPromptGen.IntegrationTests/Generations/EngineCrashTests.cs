using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The deaths of <see cref="CrashTests"/> at the writes that Microsoft's engine makes to its queues and tables. Dying right after
/// one of them is dying right before the next, and each is made by a process that knows nothing of the test's.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class EngineCrashTests
{
    /// <summary>
    /// Several cases run at once, because most of the time is spent waiting until the engine sees again what the dead process had taken.
    /// </summary>
    private const int Lanes = 4;
    private const int MostWrites = 40;

    /// <param name="first">Every fourth write from this one on.</param>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [Property("Promise", "P15"), Property("Promise", "P11")]
    public async Task Dying_at_any_write_of_the_real_engine_charges_once_or_not_at_all(int first)
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        var reached = 0;
        for (var write = first; write <= MostWrites; write += Lanes)
        {
            if (!await CrashAsync(storage, write, retried: write / Lanes % 2 == 0))
            {
                break;
            }

            reached = write;
        }

        await TestContext.Out.WriteLineAsync($"Died at every fourth write of the engine, up to {reached}");
        Assert.That(reached, Is.InRange(12, MostWrites - Lanes));
    }

    /// <returns>False when the generation ended before the write was reached.</returns>
    private static async Task<bool> CrashAsync(TestAzurite storage, int write, bool retried)
    {
        var (hub, dying) = ($"EngineCrash{write}", new Death(write, after: false));
        var first = await StartAsync(storage, hub, dying, null);
        using var person = await ApiClient.NewAsync(first.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var crashed = new CrashedGeneration(CrashKind.Text, account, $"write {write}", retried);
        var body = await CrashedGeneration.BodyOfAsync(CrashKind.Text, person);
        dying.Arm();
        var key = $"crash-{write}";
        await CrashedGeneration.TryAsync(() => person.GenerateAsync(body, key, wait: 2));
        await CrashedGeneration.DeathOrEndAsync(first, account, dying);
        await first.KillAsync();

        var time = new ShiftedTime();
        await using var second = await StartAsync(storage, hub, null, time);
        using var again = new ApiClient(second.Address);
        await again.SignInAsync(person.Email);
        if (retried)
        {
            crashed.AssertEnded(await again.GenerateAsync(body, key));
        }

        time.Advance(TimeSpan.FromMinutes(3));
        await crashed.SweepUntilQuietAsync(second, again);
        await crashed.AssertSettledAsync(second, again);
        return dying.Dead;
    }

    private static Task<TestApp> StartAsync(TestAzurite storage, string hub, Death? dying, TimeProvider? time)
    {
        HttpPipelinePolicy[] policies = dying is null
            ? [new ShortHidingPolicy()]
            : [new ShortHidingPolicy(), new DyingEnginePolicy(dying)];
        return TestApp.StartOnAzureStorageAsync(
            hub,
            services =>
            {
                if (dying is not null)
                {
                    services.AddSingleton<HttpPipelinePolicy>(new DeadPolicy(dying));
                }
            },
            time,
            new EngineStorage(policies) { ConnectionString = storage.ConnectionString },
            instance: hub,
            $"AzureWebJobsStorage={storage.ConnectionString}"
        );
    }
}
