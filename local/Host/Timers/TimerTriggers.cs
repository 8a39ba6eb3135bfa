using AiPromptGen.Host.Worker;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace AiPromptGen.Host.Timers;

/// <summary>Runs the functions with timer triggers, each in a loop of its own, so that none overlaps itself.</summary>
/// <param name="functions">All functions of the app.</param>
/// <param name="run">Runs one function; throws <see cref="FunctionFailedException"/> when the function fails.</param>
/// <param name="time">The clock of the app, so that a test that moves it moves the timers.</param>
internal sealed class TimerTriggers(
    IReadOnlyList<FunctionEntry> functions,
    Func<FunctionEntry, CancellationToken, Task> run,
    TimeProvider time,
    ILogger logger
) : IAsyncDisposable
{
    // A timer of the system cannot wait for months at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource stopping = new();
    private Task[] loops = [];

    /// <exception cref="FormatException">A schedule is not valid.</exception>
    public void Start()
    {
        var timers = functions
            .Where(f => f.Trigger.Is("timerTrigger"))
            .Select(f => (Function: f, Schedule: Parse(f)))
            .ToList();
        loops = [.. timers.Select(t => LoopAsync(t.Function, t.Schedule, stopping.Token))];
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task LoopAsync(FunctionEntry function, CrontabSchedule schedule, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            // Counted from now, so that a long run skips what it missed.
            var next = schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime);
            // Repeated, because a timer may fire a moment early, and then the next occurrence would be this same one.
            while (next - time.GetUtcNow().UtcDateTime is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, token);
            }

            try
            {
                await run(function, token);
            }
            catch (FunctionFailedException) when (token.IsCancellationRequested)
            {
                // The host stops.
            }
            catch (FunctionFailedException exception)
            {
                FunctionFailedException.Log(logger, function.Name, exception.Type);
            }
        }
    }

    private static CrontabSchedule Parse(FunctionEntry function)
    {
        var expression = function.Trigger.Json.GetProperty("schedule").GetString()!;
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return CrontabSchedule.TryParse(expression, new() { IncludingSeconds = fields.Length == 6 })
            ?? throw new FormatException($"Function '{function.Name}': '{expression}' is no schedule.");
    }
}
