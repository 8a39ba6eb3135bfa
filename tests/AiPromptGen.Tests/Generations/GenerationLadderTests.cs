using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using Microsoft.DurableTask;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
internal sealed class GenerationLadderTests
{
    /// <summary>How long one attempt of an activity may take before the host ends it. A storage call takes less, with all of its retries.</summary>
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(30);

    [Test, Property("Promise", "P15")]
    public void A_reservation_outlives_the_longest_way_through_its_orchestration()
    {
        var reserve = Longest(GenerationLadder.TransientPolicy);
        var generate = TimeSpan.FromSeconds(LongestGenerateSeconds());
        var settle = Longest(GenerationLadder.SettlingPolicy);
        // The sweep may be the first to start the orchestration: it takes generations that are two minutes old.
        var start = TimeSpan.FromMinutes(3);

        var longest = start + reserve + generate + settle;

        Assert.That(longest, Is.LessThan(GenerationLadder.ReservationLifetime), $"{longest}");
    }

    [Test]
    public void The_options_cannot_stretch_it()
    {
        Assert.That(LongestGenerateSeconds(), Is.EqualTo(1200));
    }

    private static double LongestGenerateSeconds()
    {
        var property = typeof(GenerationOptions).GetProperty(nameof(GenerationOptions.GenerateSeconds))!;
        var range = (System.ComponentModel.DataAnnotations.RangeAttribute)
            property.GetCustomAttributes(typeof(System.ComponentModel.DataAnnotations.RangeAttribute), false).Single();
        return Convert.ToDouble(range.Maximum, null);
    }

    private static TimeSpan Longest(RetryPolicy policy)
    {
        var (sum, pause) = (Try, policy.FirstRetryInterval);
        for (var attempt = 1; attempt < policy.MaxNumberOfAttempts; attempt++)
        {
            sum += Try + pause;
            pause *= policy.BackoffCoefficient;
            pause = pause < policy.MaxRetryInterval ? pause : policy.MaxRetryInterval;
        }

        return sum;
    }
}
