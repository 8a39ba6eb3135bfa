using AiPromptGen.Credits;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
[Property("Promise", "P14")]
public sealed class AdmissionRulesTests
{
    private static readonly AdmissionLimits limits = new()
    {
        PerWindow = 3,
        Window = TimeSpan.FromMinutes(1),
        Concurrent = 2,
        ActiveFor = TimeSpan.FromMinutes(10),
    };

    private static AdmissionResult Admit(UsageState state, string id, int seconds) =>
        AdmissionRules.Admit(state, id, limits, Now.AddSeconds(seconds));

    private static UsageState Admitted(UsageState state, string id, int seconds) =>
        ((AdmissionResult.Admitted)Admit(state, id, seconds)).State;

    [Test]
    public void The_first_of_a_window_starts_it()
    {
        var admitted = (AdmissionResult.Admitted)Admit(UsageState.Empty, "g1", 0);

        Assert.That(admitted.Remaining, Is.EqualTo(2));
        Assert.That(admitted.Reset, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(admitted.State.Window, Is.EqualTo(new UsageWindow(Now, 1)));
    }

    [Test]
    public void The_same_generation_counts_once()
    {
        var state = Admitted(UsageState.Empty, "g1", 0);

        Assert.That(
            Admit(state, "g1", 5),
            Is.EqualTo(new AdmissionResult.Admitted(state, 2, TimeSpan.FromSeconds(55)))
        );
    }

    [Test]
    public void Too_many_at_once_wait_for_one_to_leave()
    {
        var state = Admitted(Admitted(UsageState.Empty, "g1", 0), "g2", 1);

        Assert.That(Admit(state, "g3", 2), Is.EqualTo(new AdmissionResult.TooMany(2)));
        Assert.That(Admit(AdmissionRules.Leave(state, "g1"), "g3", 2), Is.TypeOf<AdmissionResult.Admitted>());
    }

    [TestCase(599, false)]
    [TestCase(600, true)]
    public void Nobody_counts_as_active_for_ever(int seconds, bool admitted)
    {
        var state = Admitted(Admitted(UsageState.Empty, "g1", 0), "g2", 0);

        Assert.That(Admit(state, "g3", seconds) is AdmissionResult.Admitted, Is.EqualTo(admitted));
    }

    [TestCase(59, false)]
    [TestCase(60, true)]
    public void A_full_window_says_when_the_next_begins(int seconds, bool admitted)
    {
        var state = UsageState.Empty;
        foreach (var id in new[] { "g1", "g2", "g3" })
        {
            state = AdmissionRules.Leave(Admitted(state, id, 0), id);
        }

        var decision = Admit(state, "g4", seconds);

        Assert.That(decision is AdmissionResult.Admitted, Is.EqualTo(admitted));
        if (!admitted)
        {
            Assert.That(decision, Is.EqualTo(new AdmissionResult.RateLimited(TimeSpan.FromSeconds(60 - seconds))));
        }
    }

    [Test]
    public void Leaving_twice_or_unknown_changes_nothing()
    {
        var state = Admitted(UsageState.Empty, "g1", 0);

        Assert.That(AdmissionRules.Leave(state, "other"), Is.SameAs(state));
    }

    [Test]
    public void More_than_64_at_once_cannot_be_configured() =>
        Assert.That(
            () => AdmissionRules.Admit(UsageState.Empty, "g", limits with { Concurrent = 65 }, Now),
            Throws.ArgumentException
        );
}
