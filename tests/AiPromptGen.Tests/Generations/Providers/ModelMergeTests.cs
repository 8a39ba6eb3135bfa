using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class ModelMergeTests
{
    private static readonly IdeaControls Full = new() { Detail = DetailLevel.Full };

    [Test]
    public void The_models_words_replace_the_librarys_and_fill_gaps()
    {
        var draft = Draft("a fox", Full);
        Assert.That(draft.Mood[0].Source, Is.EqualTo(SlotSource.Library));

        var merged = ModelMerge.OfIdea(draft, Asked.Fox, Full, replaces: true)!;

        Assert.That(merged.Mood.Select(Said), Is.EqualTo(new[] { ("watchful calm", SlotSource.Model) }));
        Assert.That(Said(merged.Setting.Weather!), Is.EqualTo(("light mist", SlotSource.Model)));
        Assert.That(
            merged.Palette.Select(color => Said(color.Name)),
            Is.EqualTo(new[] { ("amber", SlotSource.Model), ("slate blue", SlotSource.Model) })
        );
        Assert.That(merged.Summary, Is.EqualTo("A fox waits on a ridge at dusk."));
    }

    [Test]
    public void The_persons_words_and_choices_are_never_touched()
    {
        var controls = new IdeaControls
        {
            Lighting = "candle smoke",
            Mood = "gloomy",
            Palette = "teal",
            AspectRatio = "3:2",
            Negative = "mist, ridge",
        };
        var draft = Draft("a fox with \"HELLO\" on a scarf in the snow, watercolor", controls);

        var merged = ModelMerge.OfIdea(draft, Asked.Fox, controls, replaces: true)!;

        Assert.That(merged.Subjects, Is.EqualTo(draft.Subjects));
        Assert.That(merged.Medium, Is.EqualTo(draft.Medium).And.Property("Source").EqualTo(SlotSource.User));
        Assert.That(merged.Lighting, Is.EqualTo(draft.Lighting));
        Assert.That(merged.Mood, Is.EqualTo(draft.Mood));
        Assert.That(merged.Palette, Is.EqualTo(draft.Palette));
        Assert.That(merged.AspectRatio, Is.EqualTo(draft.AspectRatio));
        Assert.That(merged.Negatives, Is.EqualTo(draft.Negatives));
        Assert.That(merged.Text, Is.EqualTo(draft.Text));
        Assert.That(merged.ContentClass, Is.EqualTo(draft.ContentClass));
        Assert.That(merged.Setting.Weather, Is.Null, "mist is not wanted");
        Assert.That(Said(merged.Setting.TimeOfDay!).Value, Is.EqualTo("dusk"));
    }

    [Test]
    public void With_detail_off_nothing_is_added()
    {
        var controls = new IdeaControls { Detail = DetailLevel.Off };
        var draft = Draft("a fox", controls);

        var merged = ModelMerge.OfIdea(draft, Asked.Fox, controls, replaces: true)!;

        Assert.That(merged, Is.EqualTo(draft with { Summary = merged.Summary }));
    }

    [TestCase(DetailLevel.Light, false)]
    [TestCase(DetailLevel.Full, true)]
    public void A_finished_prompt_is_added_to_only_when_more_is_asked_for(DetailLevel detail, bool added)
    {
        var controls = new IdeaControls { Detail = detail };
        var draft = Draft("a fox, golden hour --ar 3:2 --stylize 250 --v 7", controls);

        var merged = ModelMerge.OfIdea(draft, Asked.Fox, controls, replaces: true)!;

        Assert.That(merged.Slots().Any(placed => placed.Slot.Source == SlotSource.Model), Is.EqualTo(added));
    }

    [Test]
    public void A_name_of_the_library_stands_for_its_entry_and_an_unknown_one_for_itself()
    {
        var model = Asked.Nothing() with { Styles = ["art nouveau", "style-that-is-unknown"] };

        var merged = ModelMerge.OfIdea(Draft("a fox", Full), model, Full, replaces: true)!;

        Assert.That(merged.Styles.Select(style => style.EntryId), Is.EqualTo(new[] { "art-nouveau", null }));
        Assert.That(merged.Styles[1].Value, Is.EqualTo("style-that-is-unknown"));
    }

    [Test]
    public void Another_kind_of_picture_keeps_nothing_that_was_chosen_for_the_first()
    {
        var draft = Draft("a fox", Full) with
        {
            ContentClass = ContentClass.Photo,
            Camera = new Camera { FocalLength = Slot.Of("85mm lens", SlotSource.Library, 0.5) },
        };
        var painting = Asked.Fox with { ContentClass = "art", Medium = "oil painting" };

        var merged = ModelMerge.OfIdea(draft, painting, Full, replaces: true)!;

        Assert.That(merged.ContentClass, Is.EqualTo(ContentClass.Art));
        Assert.That(merged.Camera, Is.EqualTo(new Camera()));
        Assert.That(merged.Medium!.Value, Does.Contain("oil"));
    }

    [Test]
    public void An_idea_in_another_language_stays_and_gets_an_english_form()
    {
        const string idea = "Eine kleine Füchsin wartet im Schnee auf den Morgen";
        var model = Asked.Fox with { English = "A small vixen waits in the snow for the morning" };

        var merged = ModelMerge.OfIdea(Draft(idea, Full), model, Full, replaces: true)!;

        Assert.That(merged.Idea!.Original, Is.EqualTo(idea));
        Assert.That(merged.Idea.English, Is.EqualTo(model.English));
        Assert.That(merged.Subjects[0].Phrase!.Value, Is.EqualTo(idea));
        Assert.That(ModelMerge.OfIdea(Draft("a fox", Full), model, Full, replaces: true)!.Idea!.English, Is.Null);
    }

    [Test]
    public void A_description_without_a_usable_word_is_none() =>
        Assert.That(ModelMerge.OfIdea(Draft("a fox", Full), Asked.Nothing(), Full, replaces: true), Is.Null);

    private static (string Value, SlotSource Source) Said(Slot slot) => (slot.Value, slot.Source);

    private static StructuredPrompt Draft(string text, IdeaControls controls) =>
        FinishedPrompt.Compose(new Idea { Text = text, Controls = controls });
}
