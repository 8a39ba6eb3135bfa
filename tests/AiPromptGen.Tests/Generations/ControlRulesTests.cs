using AiPromptGen.Generations;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
internal sealed class ControlRulesTests
{
    [Test]
    public void Nothing_chosen_is_no_mistake() => Assert.That(ControlRules.Mistakes(new IdeaControls()), Is.Empty);

    [Test]
    public void An_unknown_style_is_no_mistake() =>
        Assert.That(ControlRules.Mistakes(new IdeaControls { Style = "my grandmother's quilts" }), Is.Empty);

    [TestCase("16:9", true)]
    [TestCase("1:1", true)]
    [TestCase("100:1", true)]
    [TestCase("0:1", false)]
    [TestCase("101:1", false)]
    [TestCase("16x9", false)]
    [TestCase("16:9:1", false)]
    [TestCase("-1:2", false)]
    [TestCase("1.5:1", false)]
    [TestCase("", false)]
    public void A_ratio_is_two_whole_numbers(string ratio, bool valid)
    {
        var mistakes = ControlRules.Mistakes(new IdeaControls { AspectRatio = ratio }).Select(m => m.Member);

        Assert.That(mistakes, valid ? Is.Empty : Is.EqualTo(new[] { "controls.aspectRatio" }));
    }

    [TestCase(-1L, false)]
    [TestCase(0L, true)]
    [TestCase(4_294_967_296L, true)]
    [TestCase(9_007_199_254_740_991L, true)]
    [TestCase(9_007_199_254_740_992L, false)]
    public void A_seed_is_a_whole_number_that_every_client_reads_exactly(long seed, bool valid) =>
        Assert.That(ControlRules.Mistakes(new IdeaControls { Seed = seed }).Any(), Is.Not.EqualTo(valid));

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(8, true)]
    [TestCase(9, false)]
    public void There_are_one_to_eight_variations(int variations, bool valid) =>
        Assert.That(ControlRules.Mistakes(new IdeaControls { Variations = variations }).Any(), Is.Not.EqualTo(valid));

    [Test]
    public void Every_mistake_is_told_by_its_member()
    {
        var longText = new string('x', 1001);
        var controls = new IdeaControls
        {
            Style = longText,
            Mood = longText,
            Negative = longText,
            Language = longText,
            Seed = -1,
        };

        var mistakes = ControlRules.Mistakes(controls).ToList();

        Assert.That(
            mistakes.Select(m => m.Member),
            Is.EquivalentTo([
                "controls.style",
                "controls.mood",
                "controls.negative",
                "controls.language",
                "controls.seed",
            ])
        );
        Assert.That(mistakes.Select(m => m.Detail), Has.None.Contains("xxx"));
    }
}
