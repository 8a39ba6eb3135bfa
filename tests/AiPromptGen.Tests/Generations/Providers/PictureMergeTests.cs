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
            Palette = ["hot pink"],
            Camera = Asked.Fox.Camera with { FocalLength = "24 mm lens", FilmStock = "grainy colour film" },
            Lighting = Asked.Fox.Lighting with { Temperature = "golden tint", Direction = "from the left" },
        };

        var merged = ModelMerge.OfPicture(draft, model, request.Controls, replaces: true)!;

        Assert.That(
            merged.Subjects.Select(subject => subject.Phrase!.Value),
            Is.EqualTo(new[] { "a fox waiting on a ridge" })
        );
        Assert.That(merged.Palette, Is.EqualTo(draft.Palette));
        Assert.That(merged.AspectRatio, Is.EqualTo(draft.AspectRatio));
        Assert.That(merged.Camera.FocalLength!.Value, Is.EqualTo("85 mm lens"));
        Assert.That(merged.Camera.FilmStock!.Value, Is.EqualTo("grainy colour film"));
        Assert.That(draft.Lighting.Temperature?.Source, Is.EqualTo(SlotSource.Detected));
        Assert.That(merged.Lighting.Temperature, Is.EqualTo(draft.Lighting.Temperature));
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
