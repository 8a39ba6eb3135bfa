using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lets the time of an app run, so that back-offs and deadlines pass in moments.</summary>
internal static class Clock
{
    public static FakeTimeProvider New() => new(TimeProvider.System.GetUtcNow());

    /// <summary>Steps of five seconds until it holds; fails after an hour and a half of the app's time.</summary>
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

    /// <summary>Without touching the app's time.</summary>
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
