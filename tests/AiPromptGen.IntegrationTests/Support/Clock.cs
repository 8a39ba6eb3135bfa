using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Moves the clock of an app forward, so that pauses and deadlines pass within moments.</summary>
internal static class Clock
{
    public static FakeTimeProvider New() => new(TimeProvider.System.GetUtcNow());

    /// <summary>Moves the clock by five seconds at a time until the condition holds. Fails after an hour and a half of the app's time.</summary>
    public static async Task RunUntilAsync(this FakeTimeProvider time, Func<Task<bool>> holds)
    {
        for (var steps = 0; steps < 1080; steps++)
        {
            if (await holds())
            {
                return;
            }

            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        throw new TimeoutException("It did not come to hold.");
    }

    /// <summary>Waits until the condition holds, without moving the app's clock.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("It did not come to hold.");
    }
}
