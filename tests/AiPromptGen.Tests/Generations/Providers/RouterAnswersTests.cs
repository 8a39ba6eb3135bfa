using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Output of a route passes the same checks as input.</summary>
[TestFixture]
internal sealed class RouterAnswersTests
{
    private static readonly ModelRoute Route = new()
    {
        Provider = "a",
        Model = "m-1",
        PriceCredits = 7,
        Target = "gpt-image",
        Pictures =
        {
            new PicturePrice { Quality = "high", PriceCredits = 20 },
            new PicturePrice
            {
                Quality = "high",
                MostPixels = 1024 * 1024,
                PriceCredits = 15,
            },
        },
    };

    private static readonly StructuredPrompt Harmless = IdeaComposer.Compose(new Idea { Text = "a child at the sea" });

    private static readonly StructuredPrompt Forbidden = Harmless with
    {
        Styles = [Slot.Of("nude", SlotSource.Model, 0.9)],
    };

    [Test, Property("Promise", "P9")]
    public void A_result_costs_what_the_route_that_served_costs()
    {
        var made = Of(new ProviderResult.Composed(Harmless));

        Assert.That(made.Answer.Status, Is.EqualTo(GenerationStatus.Succeeded));
        Assert.That((made.Answer.PriceCredits, made.Answer.Provider, made.Answer.Model), Is.EqualTo((7L, "a", "m-1")));
        Assert.That((made.Answer.SafetyDecision, made.Answer.SafetyStage), Is.EqualTo(("allowed", "output")));
        Assert.That(made.Prompt, Is.SameAs(Harmless));
    }

    [Test, Property("Promise", "P11")]
    public void A_result_that_no_model_changed_costs_nothing()
    {
        var made = Of(new ProviderResult.Composed(Harmless) { Unchanged = true });

        Assert.That((made.Answer.PriceCredits, made.Answer.Provider, made.Answer.Model), Is.EqualTo((0L, "a", "m-1")));
        Assert.That(made.Prompt, Is.SameAs(Harmless));
    }

    [Test, Property("Promise", "P14")]
    public void A_composed_prompt_that_says_what_is_refused_is_refused_as_output() =>
        AssertRefused(Of(new ProviderResult.Composed(Forbidden)), "output", "sexual-minors");

    [Test, Property("Promise", "P14")]
    public void Every_variation_is_looked_at() =>
        AssertRefused(
            Of(new ProviderResult.Composed(Harmless) { Variations = [Harmless, Forbidden] }),
            "output",
            "sexual-minors"
        );

    [Test, Property("Promise", "P14")]
    public void The_revised_prompt_of_a_painted_image_is_looked_at() =>
        AssertRefused(
            Of(new ProviderResult.Painted([Image(null), Image("a nude child at the sea")])),
            "output",
            "sexual-minors"
        );

    [Test, Property("Promise", "P9")]
    public void A_painting_costs_its_pictures_and_keeps_its_prompt()
    {
        var clean = new CleanPicture
        {
            Bytes = new byte[] { 1 },
            Format = PictureFormat.Png,
            Width = 1,
            Height = 1,
        };
        var painted = new ProviderResult.Painted([Image("the sea"), Image(null), Image(null)])
        {
            Clean = [new ResultPicture(clean, "the sea"), new ResultPicture(clean, null)],
        };

        var made = Of(painted);

        Assert.That((made.Answer.Status, made.Answer.PriceCredits), Is.EqualTo((GenerationStatus.Succeeded, 14L)));
        Assert.That(made.Prompt, Is.SameAs(Harmless));
        Assert.That(made.Pictures, Is.EqualTo(painted.Clean));
    }

    [Test, Property("Promise", "P21")]
    public void Only_words_of_ours_go_into_history_and_audit()
    {
        AssertRefused(Of(new ProviderResult.Refused("input", ["violence", "hate"])), "input", "violence,hate");
        AssertRefused(Of(new ProviderResult.Refused("image", ["sexual"])), "image", "sexual");
        AssertRefused(Of(new ProviderResult.Refused("a child", ["a child", "the sea"])), "output", "other");
        AssertRefused(Of(new ProviderResult.Refused("output", [])), "output", "other");
    }

    [TestCase(null, null, 7)]
    [TestCase("low", null, 7)]
    [TestCase("high", "1:1", 15)]
    [TestCase("high", "16:9", 20)]
    [Property("Promise", "P11")]
    public void A_picture_costs_what_its_quality_and_size_cost(string? quality, string? ratio, long price)
    {
        using var pictures = new ResultPictures(TimeProvider.System);
        var clean = pictures.CleanAsync([new PaintedPicture(TestPictures.Solid("#204060"), null)], default).Result;
        var shown = IdeaComposer.Compose(
            new Idea
            {
                Text = "a heron",
                Controls = new IdeaControls { AspectRatio = ratio },
            }
        );

        var made = Of(new ProviderResult.Painted([Image(null)]) { Clean = clean }, quality, shown);

        Assert.That(made.Answer.PriceCredits, Is.EqualTo(price));
    }

    [Test, Property("Promise", "P15")]
    public void A_refusal_costs_nothing_and_names_its_route()
    {
        var made = Of(new ProviderResult.Refused("output", ["violence"]));

        Assert.That((made.Answer.PriceCredits, made.Answer.ProblemCode), Is.EqualTo((0L, "content-refused")));
        Assert.That(made.Answer.Provider, Is.EqualTo("a"));
        Assert.That(made.Prompt, Is.Null);
    }

    private static PaintedPicture Image(string? revised) => new(new byte[] { 1 }, revised);

    private static GenerationResult Of(ProviderResult answer, string? quality = null, StructuredPrompt? shown = null)
    {
        using var pictures = new ResultPictures(TimeProvider.System);
        var isPainted = answer is ProviderResult.Painted;
        var request = new PromptRequest
        {
            Kind = isPainted ? GenerationKind.TextToImage : GenerationKind.TextToPrompt,
            Texts = ["a child at the sea"],
            Controls = new IdeaControls(),
            Plan = isPainted ? new PaintingPlan(shown ?? Harmless, quality, 4, pictures) : null,
        };
        return RouterAnswers.From(request, new RouteResult.Answered(Route, answer));
    }

    private static void AssertRefused(GenerationResult result, string stage, string categories)
    {
        Assert.That(result.Answer.Status, Is.EqualTo(GenerationStatus.Refused));
        Assert.That(result.Answer.SafetyDecision, Is.EqualTo("refused"));
        Assert.That(result.Answer.SafetyStage, Is.EqualTo(stage));
        Assert.That(result.Answer.SafetyCategories, Is.EqualTo(categories));
    }
}
