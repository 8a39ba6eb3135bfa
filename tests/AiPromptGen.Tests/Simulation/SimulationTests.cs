using System.Diagnostics;
using System.Globalization;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// Runs generating, buying and erasing at once under a seeded scheduler, with faults between any two steps and, in one run of eight, minutes
/// without storage. SIMULATION_SEEDS is the number of runs (200 by default), SIMULATION_FIRST the first seed (1). SIMULATION_SEED replays one
/// run and prints every step (CONTRIBUTING.md).
/// </summary>
[TestFixture]
[Category("Simulation")]
public sealed class SimulationTests
{
    private const int UsualSeeds = 200;

    [Test]
    public void Every_rule_holds_in_the_end_whatever_fails_and_in_whatever_order()
    {
        if (Setting("SIMULATION_SEED", 0) is > 0 and var one)
        {
            var replayed = SimResult.Of(Scenario.Of(one), SimPlant.None, TestContext.Out.WriteLine);
            Assert.That(replayed.Broken, Is.Empty, replayed.ToString());
            return;
        }

        var (first, count) = (Setting("SIMULATION_FIRST", 1), Setting("SIMULATION_SEEDS", UsualSeeds));
        var watch = Stopwatch.StartNew();
        var broken = new List<SimResult>();
        var (steps, crashes) = (0L, 0L);
        var reached = SimReach.All.ToDictionary(what => what, _ => 0, StringComparer.Ordinal);
        Parallel.ForEach(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            (seed, state) =>
            {
                var result = SimResult.Of(Scenario.Of(seed), SimPlant.None);
                result = result.Broken.Count > 0 ? SimShrinker.Shrink(result, SimPlant.None) : result;
                Interlocked.Add(ref steps, result.Steps);
                Interlocked.Add(ref crashes, result.Crashes);
                lock (reached)
                {
                    foreach (var what in result.Reached.Where(reached.ContainsKey))
                    {
                        reached[what]++;
                    }
                }

                if (result.Broken.Count > 0)
                {
                    lock (broken)
                    {
                        broken.Add(result);
                    }

                    if (broken.Count > 5)
                    {
                        state.Stop();
                    }
                }
            }
        );
        TestContext.Out.WriteLine(
            $"{count} seeds, {steps} steps, {crashes} crashes, {watch.Elapsed.TotalSeconds:F1} s, {watch.Elapsed.TotalMilliseconds / count:F1} ms each"
        );
        foreach (var (what, times) in reached)
        {
            TestContext.Out.WriteLine($"{times} times {what}");
        }

        Assert.That(broken, Is.Empty, string.Join("\n", broken));
        if (count >= UsualSeeds)
        {
            Assert.That(reached.Where(r => r.Value == 0).Select(r => r.Key), Is.Empty, "what no run came to");
        }
    }

    internal static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;
}
