using AiPromptGen.Generations;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class RemixRulesTests
{
    private static readonly IdeaControls Parents = new()
    {
        Style = "watercolor",
        Mood = "calm",
        Negative = "boats",
        Language = "de",
        Detail = DetailLevel.Full,
        Seed = 4,
        Variations = 3,
    };

    [Test]
    public void Swaps_come_before_controls_and_controls_before_the_parents()
    {
        var request = Request() with
        {
            Swap = new RemixSwap { Style = "woodcut" },
            Controls = new IdeaControls { Mood = "tense", Seed = 9 },
        };

        var controls = RemixRules.ControlsOf(request, Parents);

        Assert.That((controls.Style, controls.Mood, controls.Negative), Is.EqualTo(("woodcut", "tense", "boats")));
        Assert.That(
            (controls.Seed, controls.Variations, controls.Detail),
            Is.EqualTo((9L, (int?)null, DetailLevel.Light))
        );
    }

    [Test]
    public void Without_controls_the_parents_stand_but_for_what_makes_it_the_same_again()
    {
        var controls = RemixRules.ControlsOf(Request(), Parents);

        Assert.That(controls, Is.EqualTo(Parents with { Seed = null, Variations = null }));
    }

    [Test]
    public void A_new_idea_has_its_own_language() =>
        Assert.That(RemixRules.ControlsOf(Request() with { Idea = "a fox" }, Parents).Language, Is.Null);

    [Test]
    public void An_empty_swap_takes_the_choice_away() =>
        Assert.That(
            RemixRules.ControlsOf(Request() with { Swap = new RemixSwap { Style = "" } }, Parents).Style,
            Is.Empty
        );

    [Test]
    public void Every_choice_of_the_controls_can_be_swapped()
    {
        var swaps = typeof(RemixSwap).GetProperties().Select(p => p.Name);
        string[] notChoices = ["Detail", "Language", "Seed", "Variations", "AllCombinations"];

        Assert.That(
            swaps,
            Is.EquivalentTo(typeof(IdeaControls).GetProperties().Select(p => p.Name).Except(notChoices))
        );
    }

    private static GenerationRequest Request() =>
        new() { Kind = GenerationKind.TextToPrompt, ParentId = "00000000000000000000000000" };
}
