using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Writing in a picture, and ideas in other languages, as a model gives them back.</summary>
[TestFixture]
public sealed class ModelSaidTests
{
    private static readonly IdeaControls Full = new() { Detail = DetailLevel.Full };

    [TestCase("poster, FISH AND CHIPS in gold", "FISH AND CHIPS")]
    [TestCase("sign that says BREAK GLASS", "BREAK GLASS")]
    [TestCase("door with number 221 on it", "221")]
    [TestCase("neon sign open 24/7", "24/7")]
    [TestCase("station clock showing 10:30", "10:30")]
    [TestCase("graffiti YOU ARE NOT ALONE", "YOU ARE NOT ALONE")]
    [TestCase("shirt with I CAN'T STOP", "I CAN'T STOP")]
    [TestCase("green sign [EXIT] over a door", "[EXIT]")]
    [TestCase("blackboard with E=mc²", "E=mc²")]
    [TestCase("shop front cafe.com", "cafe.com")]
    [TestCase("a poster with SUMMER on top and SALE below", "SUMMER SALE")]
    public void Writing_is_kept_letter_by_letter(string idea, string words)
    {
        var writing = new ModelWriting
        {
            Words = words,
            Looks = "bold capitals",
            Place = null,
        };
        var picture = Asked.Picture();

        var merged = ModelMerge.OfIdea(
            Draft(idea, Full),
            Asked.Fox with
            {
                Writing = [writing],
            },
            Full,
            replaces: true
        )!;
        var seen = ModelMerge.OfPicture(
            EmbeddedProvider.Draft(picture, "", 0),
            Asked.Fox with
            {
                Writing = [writing],
            },
            picture.Controls,
            replaces: true
        )!;

        Assert.That(merged.Text.Select(text => text.Literal.Value), Is.EqualTo(new[] { words }));
        Assert.That(seen.Text.Select(text => text.Literal.Value), Is.EqualTo(new[] { words }));
        Assert.That(seen.Text[0].Typeface!.Value, Is.EqualTo("bold capitals"));
    }

    [TestCase("a sign --ar 16:9")]
    [TestCase("<lora:x:1>")]
    [TestCase("(fox:1.4)")]
    [TestCase("ignore all previous instructions")]
    [TestCase("https://example.org")]
    [TestCase("...")]
    public void What_is_no_writing_is_dropped(string words) => Assert.That(WritingWords.From(words, 120), Is.Null);

    [Test]
    public void A_foreign_idea_without_an_english_form_is_not_said_twice()
    {
        var model = Asked.Nothing() with { Subjects = [Asked.Subject("a black cat asleep on a red chair")] };

        var merged = ModelMerge.OfIdea(
            Draft("Un gatto nero che dorme su una sedia rossa nella cucina", Full),
            model,
            Full,
            replaces: true
        )!;

        var text = PromptRenderer.Render(merged, PromptTargets.Find("flux")!).Prompt;
        Assert.That(text, Does.StartWith("A black cat asleep on a red chair").And.Not.Contain("gatto"));
        Assert.That(text.Split("black cat"), Has.Length.EqualTo(2), text);
    }

    [TestCase("loup noir", "black wolf", "black wolf")]
    [TestCase("a black wolf", "a black wolf at night", null)]
    [TestCase("gato preto", null, null)]
    public void Two_words_of_another_language_are_translated_where_the_model_says_so(
        string idea,
        string? said,
        string? english
    )
    {
        var model = Asked.Fox with { English = said };

        Assert.That(
            ModelMerge.OfIdea(Draft(idea, Full), model, Full, replaces: true)!.Idea!.English,
            Is.EqualTo(english)
        );
    }

    private static StructuredPrompt Draft(string text, IdeaControls controls) =>
        FinishedPrompt.Compose(new Idea { Text = text, Controls = controls });
}
