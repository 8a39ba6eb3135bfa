namespace AiPromptGen.Tests.Simulation;

/// <summary>From a run that breaks something to one with as few who act as still break it.</summary>
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

    /// <summary>What stands before the colon is the kind.</summary>
    private static bool IsSame(string one, SimResult broken) => one.Split(':')[0] == broken.Broken[0].Split(':')[0];
}
