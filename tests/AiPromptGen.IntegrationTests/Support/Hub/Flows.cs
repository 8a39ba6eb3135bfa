using System.Collections.Concurrent;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>Orchestrations of Microsoft's task framework for tests of what runs them. Each returns what it saw as text.</summary>
internal static class Flows
{
    public static readonly Type[] Orchestrations =
    [
        typeof(Chain),
        typeof(Stubborn),
        typeof(Sleeper),
        typeof(Parent),
        typeof(Listener),
        typeof(Countdown),
    ];

    /// <summary>Three activities, one after the other.</summary>
    internal sealed class Chain : TaskOrchestration<string, string>
    {
        public override async Task<string> RunTask(OrchestrationContext context, string input)
        {
            var text = input;
            for (var step = 1; step <= 3; step++)
            {
                text = await context.ScheduleTask<string>(typeof(Append), text);
            }

            return text;
        }
    }

    /// <summary>An activity that may fail twice before it succeeds; the input says which.</summary>
    internal sealed class Stubborn : TaskOrchestration<string, string>
    {
        public override async Task<string> RunTask(OrchestrationContext context, string input)
        {
            try
            {
                var retry = new RetryOptions(TimeSpan.FromMilliseconds(50), maxNumberOfAttempts: 3);
                return await context.ScheduleWithRetry<string>(typeof(Fail), retry, input);
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.FailureDetails?.ErrorType}: {failed.FailureDetails?.ErrorMessage}";
            }
        }
    }

    /// <summary>Sleeps twice and says how much time passed by its own clock, in seconds.</summary>
    internal sealed class Sleeper : TaskOrchestration<string, int>
    {
        public override async Task<string> RunTask(OrchestrationContext context, int seconds)
        {
            var began = context.CurrentUtcDateTime;
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), "");
            var between = context.CurrentUtcDateTime - began;
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), "");
            var all = context.CurrentUtcDateTime - began;
            return string.Create(CultureInfo.InvariantCulture, $"{between.TotalSeconds:F0} {all.TotalSeconds:F0}");
        }
    }

    /// <summary>Two children: a chain, and one that fails.</summary>
    internal sealed class Parent : TaskOrchestration<string, string>
    {
        public override async Task<string> RunTask(OrchestrationContext context, string input)
        {
            var first = await context.CreateSubOrchestrationInstance<string>(typeof(Chain), $"{input}-child", "c");
            try
            {
                await context.CreateSubOrchestrationInstance<string>(typeof(Countdown), -1);
                return first;
            }
            catch (SubOrchestrationFailedException failed)
            {
                return $"{first}, {failed.FailureDetails?.ErrorType}";
            }
        }
    }

    /// <summary>Hears as many words as it is told to, then ends; what comes before it waits is kept.</summary>
    internal sealed class Listener : TaskOrchestration<string, int, string, string>
    {
        private readonly Queue<string> heard = new();
        private TaskCompletionSource? waiting;

        public override async Task<string> RunTask(OrchestrationContext context, int words)
        {
            var all = "";
            for (var word = 0; word < words; word++)
            {
                if (heard.Count == 0)
                {
                    waiting = new TaskCompletionSource();
                    await waiting.Task;
                }

                all += heard.Dequeue();
            }

            return all;
        }

        public override void OnEvent(OrchestrationContext context, string name, string input)
        {
            heard.Enqueue(input);
            waiting?.TrySetResult();
        }
    }

    /// <summary>Begins anew, with an activity each time, until nothing is left; fails below zero.</summary>
    internal sealed class Countdown : TaskOrchestration<string, int>
    {
        public override async Task<string> RunTask(OrchestrationContext context, int left)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(left);
            await context.ScheduleTask<string>(typeof(Append), "x");
            if (left > 0)
            {
                context.ContinueAsNew(left - 1);
                return "";
            }

            return "lift-off";
        }
    }

    internal sealed class Append(Func<string, Task> run) : AsyncTaskActivity<string, string>
    {
        protected override async Task<string> ExecuteAsync(TaskContext context, string input)
        {
            await run(input);
            return $"{input}>{input.Split('>').Length}";
        }
    }

    /// <summary>Fails as often as its input says, in each orchestration.</summary>
    internal sealed class Fail : TaskActivity<string, string>
    {
        private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

        protected override string Execute(TaskContext context, string input)
        {
            var call = calls.AddOrUpdate(context.OrchestrationInstance.InstanceId, 1, (_, before) => before + 1);
            return call <= int.Parse(input, CultureInfo.InvariantCulture)
                ? throw new InvalidOperationException($"no, {call}")
                : $"yes, {call}";
        }
    }
}
