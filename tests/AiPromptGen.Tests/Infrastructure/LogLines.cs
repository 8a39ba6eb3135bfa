using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>A declared log line of the program, with the words that are the same every time it is written.</summary>
internal sealed partial record LogLine(int Event, LogLevel Level, string Template, Type Owner)
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static IReadOnlyList<LogLine> All { get; } =
    [
        .. from type in typeof(App).Assembly.GetTypes()
        from method in type.GetMethods(Any | BindingFlags.DeclaredOnly)
        let line = method.GetCustomAttribute<LoggerMessageAttribute>()
        where line is not null
        select new LogLine(line.EventId, line.Level, line.Message, type),
    ];

    /// <summary>Whether the line always contains these words, whatever its values are.</summary>
    public bool Holds(string words) =>
        Value().Split(Template).Any(part => part.Contains(words, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();
}

/// <summary>A timer and the line that it writes when it ends.</summary>
internal sealed record TimerLine(string Function, TimeSpan Longest, LogLine Line)
{
    public static IReadOnlyList<TimerLine> All { get; } =
    [
        .. from type in typeof(App).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let timer = parameter.GetCustomAttribute<TimerTriggerAttribute>()
        where timer is not null
        select new TimerLine(
            method.GetCustomAttribute<FunctionAttribute>()!.Name,
            LongestPause(timer.Schedule),
            LogLine.All.Single(line => line.Owner == type && line.Level == LogLevel.Information)
        ),
    ];

    private static TimeSpan LongestPause(string schedule)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = CrontabSchedule
            .Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            .GetNextOccurrences(start, start.AddDays(3))
            .ToList();
        return times.Zip(times.Skip(1), (one, next) => next - one).Max();
    }
}
