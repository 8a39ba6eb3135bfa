using AiPromptGen.Generations.Providers;
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
        var draft = Draft("a fox by a pond", Full);
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
    public void Details_of_the_ideas_own_thing_stand_behind_its_words()
    {
        var dragon = Asked.Subject("an ancient dragon with emerald scales, perched on a ledge") with
        {
            Noun = "dragon",
            Attributes = ["amber eyes"],
            Wardrobe = "a broken iron collar",
        };
        var model = Asked.Nothing() with { Subjects = [dragon] };

        var merged = ModelMerge.OfIdea(Draft("a dragon", Full), model, Full, replaces: true)!;

        Assert.That(merged.Subjects, Has.Count.EqualTo(1));
        Assert.That(Said(merged.Subjects[0].Phrase!), Is.EqualTo(("a dragon", SlotSource.User)));
        Assert.That(
            PromptRenderer.Render(merged, PromptTargets.Find("flux")!).Prompt,
            Does.StartWith(
                "A dragon, ancient, with emerald scales, perched on a ledge, amber eyes, a broken iron collar"
            )
        );
    }

    [Test]
    public void A_thing_that_the_idea_does_not_name_is_a_subject_of_its_own_and_one_that_it_names_twice_is_not()
    {
        var model = Asked.Nothing() with
        {
            Subjects =
            [
                Asked.Subject("a bent fisherman") with
                {
                    Noun = "fisherman",
                },
                Asked.Subject("a grey dog asleep on the nets") with
                {
                    Noun = "dog",
                    Wardrobe = "rope collar",
                },
                Asked.Subject("a gull on a bollard") with
                {
                    Noun = "gull",
                },
            ],
        };

        var merged = ModelMerge.OfIdea(Draft("a fisherman with his dog", Full), model, Full, replaces: true)!;

        Assert.That(
            merged.Subjects.Select(subject => subject.Phrase!.Value),
            Is.EqualTo(new[] { "a fisherman with his dog", "a gull on a bollard" })
        );
        Assert.That(
            merged.Relations.Select(Said),
            Is.EqualTo(new[] { ("the grey dog asleep on the nets, rope collar", SlotSource.Model) })
        );
    }

    [Test]
    public void Without_a_reason_to_ask_nobody_is_asked_and_nothing_is_to_be_paid([Values] bool finished)
    {
        var controls = finished ? new IdeaControls() : new IdeaControls { Detail = DetailLevel.Off };
        var text = finished ? "a fox, golden hour --ar 3:2 --stylize 250 --v 7" : "a fox";
        var service = FakeService.Answering(Asked.Completion(Asked.Fox));

        var answer = service
            .Azure()
            .GenerateAsync(Asked.Idea(text, controls), CancellationToken.None)
            .GetAwaiter()
            .GetResult();

        Assert.That(service.Sent, Is.Empty);
        Assert.That(((ProviderResult.Composed)answer).Unchanged, Is.True);
        Assert.That(
            ((ProviderResult.Composed)answer).Prompt,
            Is.EqualTo(Draft(text, controls)).Using<StructuredPrompt>(Rendered)
        );
    }

    [TestCase("sdxl", "a small vixen in the snow", true)]
    [TestCase("flux", "a small vixen in the snow", true)]
    [TestCase("midjourney", "a small vixen in the snow", true)]
    [TestCase("gpt-image", "eine kleine Füchsin im Schnee", false)]
    [TestCase("gemini-image", "eine kleine Füchsin im Schnee", false)]
    public void A_target_that_reads_English_gets_it_and_says_so(string target, string words, bool told)
    {
        var model = Asked.Nothing() with { English = "a small vixen in the snow" };
        var controls = new IdeaControls { Detail = DetailLevel.Off };

        var merged = ModelMerge.OfIdea(Draft("eine kleine Füchsin im Schnee", controls), model, controls, true)!;
        var rendering = PromptRenderer.Render(merged, PromptTargets.Find(target)!);

        Assert.That(rendering.Prompt, Does.StartWith(words).IgnoreCase);
        Assert.That(rendering.Warnings.Any(warning => warning.Code is "idea-translated"), Is.EqualTo(told));
        Assert.That(merged.Subjects[0].Phrase!.Source, Is.EqualTo(SlotSource.User));
    }

    [Test]
    public void The_models_ratio_replaces_the_librarys_and_never_the_persons()
    {
        var model = Asked.Fox with { Ratio = "21:9" };
        var chosen = Full with { AspectRatio = "4:5" };

        var free = ModelMerge.OfIdea(Draft("a fox", Full), model, Full, replaces: true)!;
        var fixedRatio = ModelMerge.OfIdea(Draft("a fox", chosen), model, chosen, replaces: true)!;
        var odd = ModelMerge.OfIdea(Draft("a fox", Full), model with { Ratio = "7:1" }, Full, replaces: true)!;

        Assert.That(free.AspectRatio, Is.EqualTo(new AspectRatio(21, 9) { Source = SlotSource.Model }));
        Assert.That(fixedRatio.AspectRatio!.ToString(), Is.EqualTo("4:5"));
        Assert.That(odd.AspectRatio, Is.EqualTo(Draft("a fox", Full).AspectRatio));
    }

    [Test]
    public void Writing_comes_from_the_idea_or_not_at_all()
    {
        var model = Asked.Fox with
        {
            Writing =
            [
                new ModelWriting
                {
                    Words = "Bean There",
                    Looks = "rounded sans serif",
                    Place = "below the mark",
                },
                new ModelWriting
                {
                    Words = "SINCE 1987",
                    Looks = null,
                    Place = null,
                },
            ],
        };

        var merged = ModelMerge.OfIdea(Draft("logo for a shop called Bean There", Full), model, Full, replaces: true)!;

        Assert.That(merged.Text.Select(text => text.Literal.Value), Is.EqualTo(new[] { "Bean There" }));
        Assert.That(merged.Text[0].Typeface!.Value, Is.EqualTo("rounded sans serif"));
    }

    [TestCase("lifestyle photography")]
    [TestCase("noir")]
    [TestCase("neo-noir")]
    [TestCase("synthwave")]
    public void The_models_own_words_stand(string style)
    {
        var model = Asked.Nothing() with { Styles = [style] };

        var merged = ModelMerge.OfIdea(Draft("a fox", Full), model, Full, replaces: true)!;

        Assert.That(merged.Styles.Select(slot => slot.Value), Is.EqualTo(new[] { style }));
    }

    [Test]
    public void A_description_without_a_usable_word_is_none() =>
        Assert.That(ModelMerge.OfIdea(Draft("a fox", Full), Asked.Nothing(), Full, replaces: true), Is.Null);

    private static bool Rendered(StructuredPrompt one, StructuredPrompt other) =>
        PromptTargets.All.All(target =>
            string.Equals(
                PromptRenderer.Render(one, target).Prompt,
                PromptRenderer.Render(other, target).Prompt,
                StringComparison.Ordinal
            )
        );

    private static (string Value, SlotSource Source) Said(Slot slot) => (slot.Value, slot.Source);

    private static StructuredPrompt Draft(string text, IdeaControls controls) =>
        FinishedPrompt.Compose(new Idea { Text = text, Controls = controls });
}
