using System.Globalization;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Figures of docs/performance.md that do not depend on the machine: the requests of one generation on Microsoft's engine, of
/// orchestrations whose activities do nothing, and of an idle app. Explicit, because it takes minutes and prints instead of asserting.
/// </summary>
[TestFixture, Explicit("Counts requests, and asserts nothing.")]
internal sealed class GenerationFigures
{
    [Test]
    public async Task Requests_of_one_generation_and_of_empty_orchestrations()
    {
        await using var app = await FiguresApp.StartAsync();
        await IdleAsync(app);
        foreach (var (what, run) in app.Kinds)
        {
            await CountAsync(app, what, run);
        }
    }

    /// <summary>What an idle app asks for in a minute.</summary>
    private static async Task IdleAsync(FiguresApp app)
    {
        await Task.Delay(TimeSpan.FromSeconds(20));
        app.Clear();
        await Task.Delay(TimeSpan.FromMinutes(1));
        var polls = app.Engine.Lines.Where(EngineRequests.IsFixed).GroupBy(PlaceOf);
        Say($"idle, a minute: engine {app.Engine.Lines.Count}, app {app.Calls.Calls.Count}");
        foreach (var place in polls)
        {
            Say($"  {place.Key} {place.Count()}");
        }
    }

    private static async Task CountAsync(FiguresApp app, string what, Func<int, Task> run)
    {
        await run(0);
        await Task.Delay(TimeSpan.FromSeconds(8));
        app.Clear();
        await run(0);
        // The engine's last writes come after the end that the orchestrator tells.
        await Task.Delay(TimeSpan.FromSeconds(6));
        var useful = app.Engine.Useful;
        var polls =
            app.Engine.Lines.Count(line => line.Contains("/messages?", StringComparison.Ordinal))
            - useful.Count(IsMessage);
        var own = app.Calls.Calls.Count(c => !c.StartsWith("GET /pending()", StringComparison.Ordinal));
        Say($"{what}: app {own}, engine {useful.Count}, polls {polls} in six seconds");
        foreach (var place in useful.GroupBy(PlaceOf).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Say($"  {place.Count()} {place.Key}");
        }
    }

    /// <summary>Method and the kind of place; without keys and times.</summary>
    private static string PlaceOf(string line)
    {
        var (method, address) = (line.Split(' ')[0], new Uri(line.Split(' ')[1]));
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(2);
        var place = string.Join('/', parts.Select(part => part.Split('(')[0]));
        return $"{method} {place}{(address.AbsolutePath.Contains("/messages", StringComparison.Ordinal) ? " messages" : "")}";
    }

    private static bool IsMessage(string line) => line.Contains("/messages?", StringComparison.Ordinal);

    private static void Say(FormattableString text) =>
        TestContext.Progress.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
