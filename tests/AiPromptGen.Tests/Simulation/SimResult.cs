namespace AiPromptGen.Tests.Simulation;

/// <summary>How a run ended.</summary>
internal sealed record SimResult(Scenario Scenario, IReadOnlyList<string> Broken, int Steps, int Crashes)
{
    /// <summary>What the run came to, as words of <see cref="SimReach"/>.</summary>
    public IReadOnlyCollection<string> Reached { get; init; } = [];

    public static SimResult Of(Scenario scenario, SimPlant plant, Action<string>? trace = null)
    {
        var world = new SimWorld(scenario, plant);
        world.Loop.Trace = trace;
        var before = SynchronizationContext.Current;
        // A test runner may set a context, and then continuations would run on its threads instead of the loop's.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new SimResult(scenario, world.Run(), world.Loop.Steps, world.Faults.Crashes)
            {
                Reached = world.Book.Reached,
            };
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            return new SimResult(scenario, [$"fault: {failed}"], world.Loop.Steps, world.Faults.Crashes);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public override string ToString() => $"{Scenario}\n  {string.Join("\n  ", Broken.Take(8))}";
}
