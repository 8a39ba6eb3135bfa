using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class ModelVariationTests
{
    [Test]
    public async Task Each_description_of_the_model_is_a_variation()
    {
        var composed = await ComposedBy(
            Asked.Completion(Asked.Fox, Asked.Fox with { Mood = ["bright cheer"] }),
            new IdeaControls { Variations = 2 }
        );

        Assert.That(composed.Prompt.Mood[0].Value, Is.EqualTo("watchful calm"));
        Assert.That(composed.Variations.Single().Mood[0].Value, Is.EqualTo("bright cheer"));
    }

    [Test]
    public async Task Too_few_descriptions_are_varied_by_the_library()
    {
        var controls = new IdeaControls { Variations = 4, Detail = DetailLevel.Full };

        var composed = await ComposedBy(Asked.Completion(Asked.Fox), controls);

        Assert.That(composed.Variations, Has.Count.EqualTo(3));
        Assert.That(
            composed.Variations.Select(prompt => prompt.Setting.Weather!.Value),
            Is.All.EqualTo("light mist"),
            "the model's words go round again"
        );
        Assert.That(
            composed.Variations.Select(prompt => prompt.Camera.FocalLength!.Source),
            Is.All.EqualTo(SlotSource.Library)
        );
    }

    [Test]
    public async Task A_description_that_cannot_be_used_is_passed_over()
    {
        var composed = await ComposedBy(Asked.Completion(Asked.Nothing(), Asked.Fox), new IdeaControls());

        Assert.That(composed.Prompt.Setting.Weather!.Value, Is.EqualTo("light mist"));
        Assert.That(composed.Variations, Is.Empty);
    }

    [Test]
    public async Task Each_text_of_a_template_gets_its_own_description()
    {
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));

        var answer = await service
            .Azure()
            .GenerateAsync(
                Asked.Ideas(["a fox", "a hare"], new IdeaControls { AllCombinations = true }),
                CancellationToken.None
            );

        var composed = (ProviderResult.Composed)answer;
        Assert.That(
            composed.Variations.Prepend(composed.Prompt).Select(prompt => prompt.Idea!.Original),
            Is.EqualTo(new[] { "a fox", "a hare" })
        );
    }

    private static async Task<ProviderResult.Composed> ComposedBy(string body, IdeaControls controls) =>
        (ProviderResult.Composed)
            await FakeService
                .Answering(body)
                .Azure()
                .GenerateAsync(Asked.Idea("a fox", controls), CancellationToken.None);
}
