using AiPromptGen.IntegrationTests.Support;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>What it costs that one instance accepts and another one works: docs/capacity.md reckons with it.</summary>
[TestFixture]
internal sealed class CrossingTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test]
    public async Task A_step_on_an_instance_with_an_older_state_of_the_account_costs_three_calls_more()
    {
        var counting = new CountingPolicy();
        await using var hosts = await Hosts.StartAsync(
            "TwoCrossings",
            services => services.AddSingleton<HttpPipelinePolicy>(counting),
            firstWorksAlone: true
        );
        var (first, second) = await hosts.PersonAsync();
        // Tables of the day, and the account, are made.
        await CountAsync(first);

        var alone = await CountAsync(first);
        // The second accepts, so the first one's memory is old when it reserves: a refused transaction, the account, and
        // whether the reservation is there already.
        var crossing = await CountAsync(second);

        Assert.That((alone, crossing), Is.EqualTo((8, 11)));

        async Task<int> CountAsync(ApiClient person)
        {
            counting.Clear();
            await person.GenerateAsync(Idea, wait: 0);
            // The audit row is the last thing written.
            await Clock.UntilAsync(() =>
                Task.FromResult(counting.Calls.Any(c => c.Contains("/audit2", StringComparison.Ordinal)))
            );
            return counting.Calls.Count(call => !call.StartsWith("GET /pending()", StringComparison.Ordinal));
        }
    }
}
