using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class PictureMergeTests
{
    [Test]
    public void The_model_says_what_can_be_seen_and_measures_stay()
    {
        var request = Asked.Picture(lens: new LensFacts { FocalLength35Millimetres = 85, Aperture = 2.8 });
        var draft = EmbeddedProvider.Draft(request, "", 0);
        var model = Asked.Fox with
        {
            Palette = [new ModelColor { Name = "hot pink", Hex = "#FF69B4" }],
            Camera = Asked.Fox.Camera with { FocalLength = "24 mm lens", FilmStock = "grainy colour film" },
            Lighting = Asked.Fox.Lighting with { Temperature = "golden tint", Direction = "from the left" },
        };

        var merged = ModelMerge.OfPicture(draft, model, request.Controls, replaces: true)!;

        Assert.That(
            merged.Subjects.Select(subject => subject.Phrase!.Value),
            Is.EqualTo(new[] { "a fox waiting on a ridge" })
        );
        Assert.That(
            merged.Palette.Select(color => (color.Name.Value, color.Hex, color.Share)),
            Is.EqualTo(
                draft
                    .Palette.Select(color => (color.Name.Value, color.Hex, color.Share))
                    .Prepend(("hot pink", "#FF69B4", null))
            ),
            "an accent too small to be measured is the model's to see"
        );
        Assert.That(merged.AspectRatio, Is.EqualTo(draft.AspectRatio));
        Assert.That(merged.Camera.FocalLength!.Value, Is.EqualTo("85 mm lens"));
        Assert.That(merged.Camera.FilmStock!.Value, Is.EqualTo("grainy colour film"));
        Assert.That(draft.Lighting.Temperature?.Source, Is.EqualTo(SlotSource.Detected));
        Assert.That(merged.Lighting.Temperature!.Value, Is.EqualTo("golden tint light"), "an average is no light");
        Assert.That(merged.Lighting.Direction!.Source, Is.EqualTo(SlotSource.Model));
        Assert.That(merged.Medium!.Source, Is.EqualTo(SlotSource.Model));
        Assert.That(merged.Title, Is.EqualTo("Fox at dusk"));
        Assert.That(merged.Summary, Is.EqualTo("A fox waits on a ridge at dusk."));
    }

    [Test]
    public void The_hint_stands_first_and_untouched()
    {
        var request = Asked.Picture("a vixen with \"HELLO\" on a sign");
        var draft = EmbeddedProvider.Draft(request, request.Idea, 0);

        var merged = ModelMerge.OfPicture(draft, Asked.Fox, request.Controls, replaces: true)!;

        Assert.That(merged.Subjects[0], Is.EqualTo(draft.Subjects[0]));
        Assert.That(merged.Subjects, Has.Count.EqualTo(2));
        Assert.That(merged.Title, Is.EqualTo(draft.Title));
        Assert.That(merged.Text, Is.EqualTo(draft.Text));
    }

    [Test]
    public void A_hint_that_names_what_can_be_seen_gets_its_details()
    {
        var request = Asked.Picture("a robot gardener");
        var model = Asked.Fox with
        {
            Subjects = [Asked.Subject("a round copper robot gardener watering seedlings") with { Noun = "robot" }],
        };

        var merged = ModelMerge.OfPicture(
            EmbeddedProvider.Draft(request, request.Idea, 0),
            model,
            request.Controls,
            true
        )!;

        Assert.That(merged.Subjects, Has.Count.EqualTo(1), "one robot");
        var text = PromptRenderer.Render(merged, PromptTargets.Find("flux")!).Prompt;
        Assert.That(text, Does.StartWith("A robot gardener, round copper, watering seedlings"));
    }

    [TestCase("make it winter", null)]
    [TestCase("Please turn this into a watercolor", null)]
    [TestCase("more snow on the trees", null)]
    [TestCase("mach es winterlich", "make it wintry")]
    [TestCase("add snow", null)]
    [TestCase("change background to a beach", null)]
    [TestCase("replace sky with stars", null)]
    [TestCase("swap day for night", null)]
    [TestCase("darker please", null)]
    [TestCase("put glasses on the cat", null)]
    [TestCase("turn day into night", null)]
    [TestCase("let's make it rainy", null)]
    [TestCase("I need it darker", null)]
    public void A_wish_is_for_the_model_and_is_no_subject(string wish, string? english)
    {
        var request = Asked.Picture(wish);
        var draft = EmbeddedProvider.Draft(request, request.Idea, 0);

        var merged = ModelMerge.OfPicture(draft, Asked.Fox with { English = english }, request.Controls, true)!;

        Assert.That(
            merged.Subjects.Select(subject => subject.Phrase!.Value),
            Is.EqualTo(new[] { "a fox waiting on a ridge" })
        );
        Assert.That(merged.Idea!.Original, Is.EqualTo(wish));
        foreach (var target in PromptTargets.All)
        {
            var rendering = PromptRenderer.Render(merged, target);
            Assert.That(rendering.Prompt, Does.Not.Contain(wish).IgnoreCase);
            Assert.That(rendering.Dropped.Select(dropped => dropped.Value), Does.Contain(wish), "told, not lost");
        }
    }

    [TestCase("show jumping horse")]
    [TestCase("makeup artist at work")]
    [TestCase("a keeper of bees")]
    [TestCase("less is more poster")]
    [TestCase("more cats")]
    [TestCase("like a rolling stone")]
    [TestCase("swap meet on a parking lot")]
    [TestCase("turn signal of an old car")]
    [TestCase("a chest of drawers")]
    public void A_thing_is_no_wish(string hint)
    {
        var request = Asked.Picture(hint);
        var draft = EmbeddedProvider.Draft(request, request.Idea, 0);

        Assert.That(
            ModelMerge.OfPicture(draft, Asked.Fox, request.Controls, true)!.Subjects[0],
            Is.EqualTo(draft.Subjects[0])
        );
    }

    /// <summary>The model decides what a hint means, because it has read the words together with the picture; a pattern of words has not.</summary>
    [TestCase("golden hour", "wish", false)]
    [TestCase("add snow", "thing", true)]
    [TestCase("more cats", "wish", false)]
    public void What_the_model_takes_the_hint_for_counts(string hint, string said, bool isSubject)
    {
        var request = Asked.Picture(hint);
        var draft = EmbeddedProvider.Draft(request, request.Idea, 0);

        var merged = ModelMerge.OfPicture(draft, Asked.Fox with { Hint = said }, request.Controls, true)!;

        Assert.That(merged.Subjects.Any(subject => subject.Phrase!.Value == hint), Is.EqualTo(isSubject));
    }

    [Test]
    public void Averages_say_nothing_where_the_model_spoke_and_its_names_stand_on_measured_codes()
    {
        var request = Asked.Picture();
        var draft = EmbeddedProvider.Draft(request, "", 0);
        var model = Asked.Fox with
        {
            Palette =
            [
                new ModelColor { Name = "ochre", Hex = "#C1812F" },
                new ModelColor { Name = "marigold", Hex = "#E2A12E" },
            ],
        };

        var merged = ModelMerge.OfPicture(draft, model, request.Controls, replaces: true)!;

        Assert.That(
            merged.Slots().Where(placed => placed.Slot.Source == SlotSource.Detected).Select(placed => placed.Group),
            Has.None.EqualTo(SlotGroup.Mood).And.None.EqualTo(SlotGroup.Lighting).And.None.EqualTo(SlotGroup.Palette)
        );
        Assert.That(
            merged.Palette.Select(color => (color.Name.Value, color.Hex, Share: Math.Round(color.Share!.Value, 1))),
            Is.EqualTo(new[] { ("ochre", "#C08030", 0.7), ("marigold", "#E0A030", 0.3) })
        );
    }

    [Test]
    public void Words_of_the_models_own_subject_are_not_said_twice()
    {
        var request = Asked.Picture();
        var model = Asked.Fox with { Setting = Asked.Fox.Setting with { Place = "on a ridge" } };

        var merged = ModelMerge.OfPicture(EmbeddedProvider.Draft(request, "", 0), model, request.Controls, true)!;

        Assert.That(merged.Setting.Place!.Inline, Is.True);
        var text = PromptRenderer.Render(merged, PromptTargets.Find("flux")!).Prompt;
        Assert.That(text.Split("on a ridge"), Has.Length.EqualTo(2), text);
    }

    [Test]
    public void A_picture_without_a_subject_is_not_described()
    {
        var request = Asked.Picture();
        var model = Asked.Fox with { Subjects = [Asked.Subject("<b>fox</b>")] };

        Assert.That(
            ModelMerge.OfPicture(EmbeddedProvider.Draft(request, "", 0), model, request.Controls, true),
            Is.Null
        );
    }
}
