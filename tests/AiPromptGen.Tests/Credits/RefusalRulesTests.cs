using System.Text.Json;
using AiPromptGen.Credits;
using CsCheck;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

/// <summary>Five refusals within ten minutes bring a pause of a minute, then two, four … an hour at most.</summary>
[TestFixture, Property("Promise", "P14")]
public sealed class RefusalRulesTests
{
    private static readonly RefusalLimits limits = new()
    {
        Threshold = 5,
        Window = TimeSpan.FromMinutes(10),
        FirstPause = TimeSpan.FromMinutes(1),
        MaxPause = TimeSpan.FromHours(1),
    };

    private static readonly AdmissionLimits admission = new()
    {
        PerWindow = 100,
        Window = TimeSpan.FromMinutes(1),
        Concurrent = 10,
        ActiveFor = TimeSpan.FromMinutes(10),
        Refusals = limits,
    };

    /// <summary>Minutes between one refusal and the next.</summary>
    private static readonly Gen<double[]> Gaps = Gen.Double[0, 30].Array[0, 60];

    [Test]
    public void Four_are_no_reason_to_wait() =>
        Assert.That(RefusalRules.PauseLeft(After(0, 1, 2, 3), limits, Minute(3)), Is.Null);

    [Test]
    public void The_fifth_brings_a_minute() =>
        Assert.That(RefusalRules.PauseLeft(After(0, 1, 2, 3, 4), limits, Minute(4.5)), Is.EqualTo(Minutes(0.5)));

    [Test]
    public void Five_that_are_not_within_the_window_bring_none() =>
        Assert.That(RefusalRules.PauseLeft(After(0, 3, 6, 9, 12), limits, Minute(12)), Is.Null);

    [Test]
    public void Each_pause_is_twice_the_last_up_to_an_hour()
    {
        var (state, now, pauses) = ((RefusalState?)null, Minute(0), new List<double>());
        for (var i = 0; i < 9; i++)
        {
            state = Five(state, now);
            pauses.Add(RefusalRules.PauseLeft(state, limits, now)!.Value.TotalMinutes);
            now = state.Until;
        }

        Assert.That(pauses, Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 }));
    }

    [Test]
    public void The_next_one_after_a_pause_is_enough_while_the_others_are_of_the_same_window() =>
        Assert.That(RefusalRules.PauseLeft(After(0, 0, 0, 0, 0, 1.5), limits, Minute(1.5)), Is.EqualTo(Minutes(2)));

    [Test]
    public void What_was_on_its_way_when_the_pause_began_makes_it_no_longer() =>
        Assert.That(
            RefusalRules.PauseLeft(After([.. Enumerable.Repeat(0.0, 24)]), limits, Minute(0)),
            Is.EqualTo(Minutes(1))
        );

    [TestCase(9.5, 4)]
    [TestCase(10.5, 2)]
    [TestCase(20.5, 1)]
    public void A_quiet_window_takes_one_doubling_back(double quietMinutes, double pause)
    {
        var first = Five(null, Minute(0));
        var second = Five(first, first.Until);
        var later = second.Until + Minutes(quietMinutes);

        Assert.That(RefusalRules.PauseLeft(Five(second, later), limits, later), Is.EqualTo(Minutes(pause)));
    }

    [Test]
    public void Nobody_ever_waits_longer_than_the_ceiling() =>
        Gaps.Sample(
            gaps =>
            {
                var (state, now) = Play(gaps);
                return (RefusalRules.PauseLeft(state, limits, now) ?? TimeSpan.Zero) <= limits.MaxPause;
            },
            iter: 500
        );

    [Test]
    public void Who_stops_is_soon_as_good_as_new() =>
        Gaps.Sample(
            gaps =>
            {
                var (state, now) = Play(gaps);
                // The longest pause, and one window for each of the doublings that lead to it.
                var later = now + limits.MaxPause + (7 * limits.Window);
                return RefusalRules.PauseLeft(state, limits, later) is null
                    && RefusalRules.PauseLeft(Five(state, later), limits, later) == limits.FirstPause;
            },
            iter: 500
        );

    [Test]
    public void A_refusal_never_shortens_a_pause() =>
        Gaps.Sample(
            gaps =>
            {
                var (state, now) = Play(gaps);
                var before = RefusalRules.PauseLeft(state, limits, now) ?? TimeSpan.Zero;
                var after = RefusalRules.PauseLeft(RefusalRules.Count(state, limits, now), limits, now);
                return (after ?? TimeSpan.Zero) >= before;
            },
            iter: 500
        );

    [Test]
    public void What_is_kept_stays_small_and_survives_storage() =>
        Gaps.Sample(
            gaps =>
            {
                var usage = UsageState.Empty with { Refusals = Play(gaps).State };
                var json = JsonSerializer.Serialize(usage, CreditsJson.Default.UsageState);
                var read = JsonSerializer.Deserialize(json, CreditsJson.Default.UsageState)!;
                return json.Length < 500
                    && read.Refusals?.Until == usage.Refusals?.Until
                    && read.Refusals?.Level == usage.Refusals?.Level
                    && (read.Refusals?.Recent ?? []).SequenceEqual(usage.Refusals?.Recent ?? []);
            },
            iter: 500
        );

    [Test]
    public void A_lowered_ceiling_holds_for_who_waits_already()
    {
        var lowered = limits with { MaxPause = TimeSpan.FromSeconds(30) };

        Assert.That(
            RefusalRules.PauseLeft(After(0, 0, 0, 0, 0), lowered, Minute(0)),
            Is.EqualTo(TimeSpan.FromSeconds(30))
        );
    }

    [Test]
    public void No_new_generation_begins_in_a_pause_and_one_that_is_on_its_way_is_still_known()
    {
        var usage = UsageState.Empty with { Active = [new ActiveGeneration("g-1", Minute(20))] };
        usage = usage with { Refusals = After(0, 1, 2, 3, 4) };

        Assert.That(
            AdmissionRules.Admit(usage, "g-2", admission, Minute(4)),
            Is.EqualTo(new AdmissionResult.SlowedDown(Minutes(1)))
        );
        Assert.That(AdmissionRules.Admit(usage, "g-1", admission, Minute(4)), Is.TypeOf<AdmissionResult.Admitted>());
        var after = (AdmissionResult.Admitted)AdmissionRules.Admit(usage, "g-2", admission, Minute(5));
        Assert.That(after.State.Refusals, Is.EqualTo(usage.Refusals), "they are still remembered");
    }

    [Test]
    public void Uploads_do_not_wait()
    {
        var usage = UsageState.Empty with { Refusals = After(0, 1, 2, 3, 4) };

        Assert.That(
            AdmissionRules.Admit(usage, "u", admission with { Refusals = null }, Minute(4)),
            Is.TypeOf<AdmissionResult.Admitted>()
        );
    }

    private static RefusalState After(params double[] minutes) =>
        minutes.Aggregate((RefusalState?)null, (state, at) => RefusalRules.Count(state, limits, Minute(at)))!;

    private static RefusalState Five(RefusalState? state, DateTimeOffset at) =>
        Enumerable.Range(0, 5).Aggregate(state, (now, _) => RefusalRules.Count(now, limits, at))!;

    private static (RefusalState? State, DateTimeOffset Now) Play(double[] gaps)
    {
        var (state, now) = ((RefusalState?)null, Now);
        foreach (var gap in gaps)
        {
            now += Minutes(gap);
            state = RefusalRules.Count(state, limits, now);
        }

        return (state, now);
    }

    private static DateTimeOffset Minute(double minutes) => Now + Minutes(minutes);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
