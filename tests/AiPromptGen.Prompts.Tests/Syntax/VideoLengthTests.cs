using System.Globalization;
using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// The lengths are those of the vendors' pages: Kling 3 to 15 s, Veo 4, 6 or 8 s, Seedance 4 to 15 s. The addresses stand
/// beside the targets.
/// </summary>
[TestFixture]
public sealed class VideoLengthTests
{
    private static readonly Dictionary<string, (string Setting, int[] Lengths)> Makes = new(StringComparer.Ordinal)
    {
        ["kling"] = ("duration", [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
        ["veo"] = ("durationSeconds", [4, 6, 8]),
        ["seedance"] = ("duration", [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    };

    [Test]
    public void A_length_is_kept_or_told_and_never_moved_silently() =>
        Gen.Select(
                Gen.OneOf(Makes.Keys.ToArray()),
                Gen.Int[1, 400],
                Gen.OneOf("", " s", "s", " seconds", " sec", "-second"),
                Gen.Bool
            )
            .Sample(
                (id, tenths, unit, finished) =>
                {
                    var wish = tenths / 10m;
                    var text = wish.ToString("0.#", CultureInfo.InvariantCulture) + unit;
                    var (setting, lengths) = Makes[id];
                    var rendering = Render(id, text, finished);
                    var nearest = lengths.Min(length => Math.Abs(length - wish));
                    var chosen = rendering.Parameters.Single(p => p.Name.Equals(setting, StringComparison.Ordinal));

                    var length = int.Parse(chosen.Value, CultureInfo.InvariantCulture);
                    Assert.That(lengths, Does.Contain(length));
                    Assert.That(Math.Abs(length - wish), Is.EqualTo(nearest));
                    Assert.That(
                        rendering.Dropped.Where(d => d.Path is "video.duration"),
                        length == wish
                            ? Is.Empty
                            : Is.EqualTo([new DroppedSlot("video.duration", text, DropReasons.Setting)])
                    );
                    Assert.That(
                        rendering.Warnings.Any(warning => warning.Code is "duration-snapped"),
                        Is.EqualTo(length != wish)
                    );
                },
                iter: 2000
            );

    [TestCase("1 minute", "15")]
    [TestCase("0.1 min", "6")]
    public void Minutes_are_sixty_seconds(string text, string expected) =>
        Assert.That(
            Render("kling", text, finished: false).Parameters,
            Does.Contain(new ToolParameter("duration", expected))
        );

    [TestCase("a slow five seconds")]
    [TestCase("10 to 12 seconds")]
    [TestCase("5 seconds, then a cut")]
    [TestCase("1:30")]
    [TestCase("0 seconds")]
    [TestCase("500 ms")]
    [TestCase("3 frames")]
    public void What_is_no_plain_number_of_seconds_is_said_in_words(string text)
    {
        var rendering = Render("seedance", text, finished: false);

        Assert.That(rendering.Parameters.Select(parameter => parameter.Name), Does.Not.Contain("duration"));
        Assert.That(rendering.Prompt, Does.Contain(text).IgnoreCase);
    }

    private static Rendering Render(string target, string duration, bool finished) =>
        PromptRenderer.Render(
            new StructuredPrompt
            {
                Subjects = [new Subject { Phrase = Slot.User("a paper boat") }],
                Verbatim = finished
                    ? new VerbatimPrompt
                    {
                        Grammar = PromptGrammar.A1111,
                        Prompt = "a (paper:1.2) boat",
                        Source = SlotSource.User,
                        Added = ["video.duration"],
                    }
                    : null,
                Video = new Video { Duration = Slot.User(duration) },
            },
            PromptTargets.Find(target)!
        );
}
