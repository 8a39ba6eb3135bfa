using System.Buffers;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Library;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>The kind of picture that somebody names wins; a photograph's words never go on what is none.</summary>
[TestFixture]
public sealed class PictureKindTests
{
    /// <summary>Written for this test from photographers' terms, not read from the library.</summary>
    private static readonly string[] WordsOfPhotographs =
    [
        "photograph",
        "photography",
        "photo",
        "photographic",
        "lens",
        "film",
        "aperture",
        "bokeh",
        "shutter",
        "exposure",
        "depth of field",
        "macro",
        "telephoto",
        "wide-angle",
        "camera",
        "dslr",
        "iso",
        "35mm",
        "50mm",
        "85mm",
        "f/1.4",
        "f/2.8",
        "kodak",
        "fujifilm",
        "portra",
        "golden hour",
        "blue hour",
        "sunrise",
        "sunset",
        "midday",
        "daylight",
        "overcast",
        "sunlight",
        "window light",
        "studio lighting",
        "softbox",
        "ring light",
        "flash",
        "deep focus",
        "shallow focus",
        "selective focus",
        "background blur",
        "shot",
        "head-and-shoulders",
    ];

    private static readonly SearchValues<string> AnyWordOfPhotographs = SearchValues.Create(
        WordsOfPhotographs,
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>The place of "a fox, woodcut" among <see cref="Forms"/>.</summary>
    private const int ListedForm = 1;

    private static readonly Func<string, string, string>[] Forms =
    [
        (kind, subject) => $"{Article(kind)} {kind} of {subject}",
        (kind, subject) => $"{subject}, {kind}",
        (kind, subject) => $"{subject} as {Article(kind)} {kind}",
        (kind, subject) => $"{kind} showing {subject}",
        (kind, subject) => $"{subject} in the style of {Article(kind)} {kind}",
    ];

    private static IEnumerable<PictureKind> Kinds => PictureKinds.Instance.All;

    private static IEnumerable<PictureKind> OtherKinds =>
        Kinds.Where(kind => kind is { Class: not ContentClass.Photo, IsAnyClass: false });

    [Test]
    public void There_are_at_least_150_kinds_and_nearly_all_are_no_photographs()
    {
        Assert.That(Kinds.Count(), Is.AtLeast(150));
        Assert.That(OtherKinds.Count(), Is.AtLeast(150));
        Assert.That(Kinds.Select(kind => kind.Id), Is.Unique);
    }

    [Test]
    public void Every_kind_of_art_tells_how_it_is_made() =>
        Assert.That(OtherKinds.Where(kind => kind.Finishes.Count == 0).Select(kind => kind.Id), Is.Empty);

    [Test]
    public void The_light_and_framing_of_a_family_is_in_the_library() =>
        Assert.That(
            Kinds
                .SelectMany(kind => (kind.Family.Lights ?? []).Concat(kind.Family.Frames ?? []))
                .Distinct(StringComparer.Ordinal)
                .Where(id => PromptLibrary.Instance.Find(id) is null or { Class: "photo" }),
            Is.Empty
        );

    /// <summary>Every kind, a hundred subjects, all targets; the ways to name the kind take turns.</summary>
    [Test]
    public void No_word_of_a_photograph_goes_on_what_is_none()
    {
        var mistakes = new List<string>();
        var number = 0;
        foreach (var kind in OtherKinds)
        {
            var names = kind.Names.ToList();
            foreach (var subject in KindSubjects.All)
            {
                var form = number % Forms.Length;
                // "A street, coins" is a list of things: of these kinds the article has to say what is meant.
                form = kind.IsThing && form == ListedForm ? form + 1 : form;
                var idea = Forms[form](names[number / Forms.Length % names.Count], subject);
                number++;
                Check(kind, idea, number, mistakes);
            }
        }

        Assert.That(mistakes, Is.Empty, string.Join('\n', mistakes.DistinctBy(OfKind).Prepend($"{number} ideas")));
    }

    private static string OfKind(string mistake) => mistake[..mistake.IndexOf(' ', StringComparison.Ordinal)];

    private static void Check(PictureKind kind, string idea, int seed, List<string> mistakes)
    {
        var controls = new IdeaControls { Detail = seed % 2 == 0 ? DetailLevel.Full : DetailLevel.Light, Seed = seed };
        var prompt = IdeaComposer.Compose(new Idea { Text = idea, Controls = controls });
        if (prompt.ContentClass == ContentClass.Photo || prompt.Idea!.KeptWhole)
        {
            mistakes.Add($"{kind.Id}: “{idea}” is read as {prompt.ContentClass}, {prompt.Idea!.Language}");
            return;
        }

        foreach (var (target, rendering) in PromptRenderer.RenderAll(prompt, PromptTargets.All))
        {
            var text = rendering.Prompt;
            // Most have none: all words are looked for at once before each by itself.
            var word = text.AsSpan().ContainsAny(AnyWordOfPhotographs)
                ? Array.Find(
                    WordsOfPhotographs,
                    word => WholeWord.Contains(text, word) && !idea.Contains(word, StringComparison.OrdinalIgnoreCase)
                )
                : null;
            if (word is not null)
            {
                mistakes.Add($"{kind.Id}: “{word}” in {target}: {text}");
            }
        }
    }

    [TestCase("a photo of a painting")]
    [TestCase("a coin on a wooden table")]
    [TestCase("a girl holding a map")]
    [TestCase("a man looking at a painting in a museum")]
    [TestCase("a statue in a park")]
    [TestCase("a woman reading a comic book on a train")]
    [TestCase("a boy with a sticker on his laptop")]
    [TestCase("a street with posters on the walls")]
    [TestCase("a stamp collector in his study")]
    [TestCase("a tattoo artist at work")]
    [TestCase("Tokyo alley at night, neon signs")]
    [TestCase("a cozy kitchen, copper pots, a wall calendar")]
    public void A_thing_in_the_picture_is_no_kind_of_it(string idea) =>
        Assert.That(
            Enumerable
                .Range(0, 8)
                .Select(i => IdeaComposer.Compose(new Idea { Text = idea }, i).ContentClass)
                .Count(content => content == ContentClass.Photo),
            Is.AtLeast(6)
        );

    [TestCase("fox logo")]
    [TestCase("pixel art castle")]
    [TestCase("an embroidered fox")]
    [TestCase("origami crane")]
    [TestCase("Vermeer style painting of a barista")]
    [TestCase("a barista in the style of Vermeer")]
    [TestCase("weather app UI screen")]
    [TestCase("a set of icons for a bakery")]
    [TestCase("design for a festival poster")]
    [TestCase("isometric 3D render of a tiny bakery")]
    [TestCase("low poly fox")]
    [TestCase("a fox turned into a plush toy")]
    [TestCase("a fox, postage stamp")]
    [TestCase("a lighthouse, coin")]
    public void It_is_found_before_behind_and_around_the_thing_shown(string idea) =>
        Assert.That(
            Enumerable.Range(0, 8).Select(i => IdeaComposer.Compose(new Idea { Text = idea }, i).ContentClass),
            Has.All.Not.EqualTo(ContentClass.Photo)
        );

    private static string Article(string noun) =>
        noun[^1] == 's' ? "the"
        : "aeiou".Contains(char.ToLowerInvariant(noun[0]), StringComparison.Ordinal) ? "an"
        : "a";
}
