using AiPromptGen.Host.Start;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Runs timer-triggered functions, each in its own loop, so that no timer overlaps itself.</summary>
internal sealed partial class TimerFunctions(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    TimeProvider time,
    ILoggerFactory loggers
) : IHostedService, IDisposable
{
    // A timer cannot wait for months at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly CancellationTokenSource stopping = new();
    private Task[] loops = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var timers =
            from function in catalog.Functions
            from parameter in function.Method.GetParameters()
            let trigger = parameter.GetCustomAttribute<TimerTriggerAttribute>()
            where trigger is not null
            select (Function: function, Schedule: Parse(function.Name, trigger.Schedule));
        loops = [.. timers.ToList().Select(t => LoopAsync(t.Function, t.Schedule))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(loops).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task LoopAsync(FunctionEntry function, CrontabSchedule schedule)
    {
        var token = stopping.Token;
        while (!token.IsCancellationRequested)
        {
            // Counted from now, so a long run skips what it missed.
            var next = schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime);
            // Again and again: a timer may fire a moment early, and then the next occurrence would be this one.
            while (next - time.GetUtcNow().UtcDateTime is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, token);
            }

            await RunAsync(function, token);
        }
    }

    private async Task RunAsync(FunctionEntry function, CancellationToken cancellationToken)
    {
        try
        {
            await invoker.InvokeAsync(function, c => c.Features.Set(new TimerInfo()), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            LogFailure(loggers.CreateLogger($"Function.{function.Name}"), function.Name, exception.GetType());
        }
    }

    private static CrontabSchedule Parse(string function, string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return CrontabSchedule.TryParse(expression, new() { IncludingSeconds = fields.Length == 6 })
            ?? throw new LocalHostException($"Function '{function}': '{expression}' is no schedule.");
    }

    [LoggerMessage(2, LogLevel.Error, "Function {Function} failed with {ExceptionType}")]
    private static partial void LogFailure(ILogger logger, string function, Type exceptionType);
}
