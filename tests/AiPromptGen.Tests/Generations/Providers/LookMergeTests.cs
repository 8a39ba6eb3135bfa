using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class LookMergeTests
{
    private static readonly IdeaControls Full = new() { Detail = DetailLevel.Full };

    /// <summary>Words that models were seen to answer for paintings, and words that suit a painting.</summary>
    [TestCase("a fox, watercolor", false)]
    [TestCase("oil painting of a fox", false)]
    [TestCase("a photo of a fox", true)]
    public void A_models_words_of_photographs_stay_off_what_is_none(string idea, bool taken)
    {
        var said = Asked.Fox with
        {
            Styles = ["film grain", "loose edges"],
            Composition = Asked.Fox.Composition with { DepthOfField = "shallow depth of field with bokeh" },
            Setting = Asked.Fox.Setting with { Background = "a photo studio" },
        };

        var merged = ModelMerge.OfIdea(
            FinishedPrompt.Compose(new Idea { Text = idea, Controls = Full }),
            said,
            Full,
            replaces: true
        )!;

        Assert.That(merged.Styles.Select(style => style.Value), Does.Contain("loose edges"));
        Assert.That(merged.Styles.Any(style => style.Value is "film grain"), Is.EqualTo(taken));
        Assert.That(merged.Composition.DepthOfField is not null, Is.EqualTo(taken));
        Assert.That(merged.Setting.Background!.Value, Is.EqualTo("a photo studio"), "a place is no making");
    }
}
