using AiPromptGen.Generations;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class FreeRulesTests
{
    private static StructuredPrompt Of(string idea) => IdeaComposer.Compose(new Idea { Text = idea });

    private static string? Reason(GenerationKind kind, string provider, string model, params string[] ideas) =>
        FreeRules.ReasonOf(kind, provider, model, ideas.Select(Of));

    [TestCase("embedded", "recovered", "recovered")]
    [TestCase("embedded", "measure", "measured")]
    [TestCase("azure-openai", "gpt", null)]
    public void A_picture_costs_only_when_a_model_described_it(string provider, string model, string? reason) =>
        Assert.That(Reason(GenerationKind.ImageToPrompt, provider, model, "a fox"), Is.EqualTo(reason));

    [TestCase("ein roter Fuchs im Schnee", "kept-whole")]
    [TestCase("雪の中の赤い狐", "kept-whole")]
    [TestCase("a red fox in the snow", null)]
    public void An_idea_costs_only_when_it_was_understood(string idea, string? reason) =>
        Assert.That(Reason(GenerationKind.TextToPrompt, "embedded", "lexicon", idea), Is.EqualTo(reason));

    [Test]
    public void One_idea_that_was_understood_makes_the_result_worth_its_price() =>
        Assert.That(
            Reason(GenerationKind.TextToPrompt, "embedded", "lexicon", "ein Fuchs im Schnee", "a fox in the snow"),
            Is.Null
        );

    [Test]
    public void A_model_that_answered_another_language_is_paid() =>
        Assert.That(Reason(GenerationKind.TextToPrompt, "openai-compatible", "m", "ein Fuchs im Schnee"), Is.Null);

    [Test]
    public void A_result_without_a_word_of_a_model_is_unchanged()
    {
        var own = Of("a fox in the snow");
        var asked = own with { Mood = [Slot.Of("calm", SlotSource.Model, 0.7)] };
        var translated = own with { Idea = own.Idea! with { English = "a fox" } };

        Assert.That(FreeRules.IsUnchanged([own, own]), Is.True);
        Assert.That(FreeRules.IsUnchanged([own, asked]), Is.False);
        Assert.That(FreeRules.IsUnchanged([translated]), Is.False);
    }

    [Test]
    public void Every_reason_is_told_in_words() =>
        Assert.That(
            ((string[])[FreeRules.Recovered, FreeRules.Measured, FreeRules.KeptWhole, FreeRules.Unchanged]).Select(
                FreeRules.MessageOf
            ),
            Is.Unique.And.All.Not.Empty
        );
}
