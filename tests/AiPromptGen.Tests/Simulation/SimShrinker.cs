namespace AiPromptGen.Tests.Simulation;

/// <summary>Leaves out one actor after the other, as long as the run still breaks the same kind of rule.</summary>
internal static class SimShrinker
{
    public static SimResult Shrink(SimResult broken, SimPlant plant)
    {
        for (var index = broken.Scenario.Actors.Count - 1; index >= 0; index--)
        {
            List<SimActor> fewer = [.. broken.Scenario.Actors];
            fewer.RemoveAt(index);
            var tried = SimResult.Of(broken.Scenario with { Actors = fewer }, plant);
            broken = tried.Broken.Any(one => IsSame(one, broken)) ? tried : broken;
        }

        return broken;
    }

    /// <summary>Two findings are of the same kind when their texts agree up to the first colon.</summary>
    private static bool IsSame(string one, SimResult broken) => one.Split(':')[0] == broken.Broken[0].Split(':')[0];
}
