using System.Globalization;

namespace AiPromptGen.Tests.Simulation;

/// <summary>The simulation finds each planted mistake within 10,000 steps, and a seed repeats its run exactly.</summary>
[TestFixture]
[Category("Simulation")]
public sealed class PlantedMistakeTests
{
    private const int MostSteps = 10_000;

    private static readonly IReadOnlyList<SimPlant> Plants = SimPlants.All;

    [Test]
    public void More_than_twenty_different_mistakes_are_planted() =>
        Assert.That(Plants.Select(p => p.Name).Distinct().Count(), Is.GreaterThan(20));

    [TestCaseSource(nameof(Plants))]
    public void Each_planted_mistake_is_found(object planted)
    {
        var (plant, steps) = ((SimPlant)planted, 0);
        for (var seed = 1; steps < MostSteps; seed++)
        {
            var result = SimResult.Of(Scenario.Of(seed, plant), plant);
            steps += result.Steps;
            if (result.Broken.Count > 0)
            {
                var least = SimShrinker.Shrink(result, plant);
                TestContext.Out.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {plant.Name} | {steps} | {least.Scenario.Actors.Count} of {result.Scenario.Actors.Count} | {least.Broken[0].Split('\n')[0]} |"
                    )
                );
                Assert.That(steps, Is.LessThanOrEqualTo(MostSteps));
                return;
            }
        }

        Assert.Fail($"{plant.Name} is not found in {steps} steps");
    }

    [Test]
    public void A_seed_repeats_its_run_step_by_step([Range(1, 5)] int seed)
    {
        var (once, again) = (new List<string>(), new List<string>());
        SimResult.Of(Scenario.Of(seed), SimPlant.None, once.Add);
        SimResult.Of(Scenario.Of(seed), SimPlant.None, again.Add);

        Assert.That(once, Is.Not.Empty);
        Assert.That(again, Is.EqualTo(once));
    }
}
