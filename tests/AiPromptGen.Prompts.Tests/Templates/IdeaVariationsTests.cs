using System.Text.Json;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Templates;

[TestFixture]
public sealed class IdeaVariationsTests
{
    [TestCase("a lighthouse in a storm")]
    [TestCase("portrait of a fisherman")]
    [TestCase("teapot")]
    public void Variations_of_one_idea_are_all_different(string text)
    {
        var prompts = Compose(text, new IdeaControls { Variations = 8 });

        Assert.That(prompts, Has.Count.EqualTo(8));
        Assert.That(prompts.Select(Json), Is.Unique);
        Assert.That(Json(prompts[0]), Is.EqualTo(Json(IdeaComposer.Compose(new Idea { Text = text }))));
    }

    [Test]
    public void Variations_of_a_template_go_through_all_its_texts_before_one_repeats()
    {
        var prompts = Compose("a {red|blue} fox", new IdeaControls { Variations = 4 });

        Assert.That(
            prompts.Select(p => p.Idea!.Original),
            Is.EqualTo(new[] { prompts[0], prompts[1], prompts[0], prompts[1] }.Select(p => p.Idea!.Original))
        );
        Assert.That(
            prompts.Take(2).Select(p => p.Idea!.Original),
            Is.EquivalentTo(new[] { "a red fox", "a blue fox" })
        );
        Assert.That(prompts.Select(Json), Is.Unique);
    }

    [Test]
    public void The_same_seed_gives_the_same_variations()
    {
        var controls = new IdeaControls { Variations = 5, Seed = 77 };

        Assert.That(
            Compose("a {2$$__animals__}", controls).Select(Json),
            Is.EqualTo(Compose("a {2$$__animals__}", controls).Select(Json))
        );
        Assert.That(
            Compose("a {2$$__animals__}", controls with { Seed = 78 }).Select(Json),
            Is.Not.EqualTo(Compose("a {2$$__animals__}", controls).Select(Json))
        );
    }

    [Test]
    public void All_combinations_give_one_prompt_each()
    {
        var prompts = Compose("a {red|blue} {fox|owl}", new IdeaControls { AllCombinations = true });

        Assert.That(
            prompts.Select(p => p.Idea!.Original),
            Is.EqualTo(new[] { "a red fox", "a red owl", "a blue fox", "a blue owl" })
        );
    }

    [Test]
    public void An_idea_with_nothing_to_vary_gives_one_prompt() =>
        Assert.That(
            Compose("a red fox", new IdeaControls { Variations = 8, Detail = DetailLevel.Off }),
            Has.Count.EqualTo(1)
        );

    private static IReadOnlyList<StructuredPrompt> Compose(string text, IdeaControls controls) =>
        IdeaVariations.Compose(
            IdeaVariations.Texts(new Idea { Text = text, Controls = controls }),
            controls,
            (each, filling) =>
                IdeaComposer.Compose(new Idea { Text = each, Controls = controls with { Variations = null } }, filling)
        );

    private static string Json(StructuredPrompt prompt) =>
        JsonSerializer.Serialize(prompt, PromptJson.Default.StructuredPrompt);
}
