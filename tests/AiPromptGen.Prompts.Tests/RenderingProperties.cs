using System.Text.Json;
using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class RenderingProperties
{
    private const int Times = 120;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none"];

    private static readonly HashSet<string> SmallWords = new(
        ["a", "an", "the", "in", "on", "of", "at", "with", "under", "near", "through"],
        StringComparer.Ordinal
    );

    private static StructuredPrompt Compose(string text, DetailLevel detail) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = text,
                Controls = new IdeaControls { Detail = detail },
            }
        );

    [Test]
    public void Every_content_word_of_the_writer_is_in_every_rendering() =>
        Gen.Select(IdeaGen.Ideas, Gen.Enum<DetailLevel>())
            .Sample(
                (idea, detail) =>
                {
                    var prompt = Compose(idea.Idea, detail);
                    foreach (var target in PromptTargets.All)
                    {
                        var text = PromptRenderer.Render(prompt, target).Prompt;
                        foreach (var word in Tokenizer.Split(idea.Words, 0, idea.Words.Length))
                        {
                            Assert.That(
                                SmallWords.Contains(word.Key) || WholeWord.Contains(text, word.Key),
                                $"“{word.Key}” is lost in {target.Id}: {text}"
                            );
                        }
                    }
                },
                iter: Times
            );

    [Test]
    public void The_same_idea_gives_the_same_bytes() =>
        IdeaGen.Hostile.Sample(
            text =>
            {
                foreach (var target in PromptTargets.All)
                {
                    var (one, two) = (
                        PromptRenderer.Render(Compose(text, DetailLevel.Full), target),
                        PromptRenderer.Render(Compose(text, DetailLevel.Full), target)
                    );
                    Assert.That(
                        JsonSerializer.Serialize(one, PromptJson.Default.Rendering),
                        Is.EqualTo(JsonSerializer.Serialize(two, PromptJson.Default.Rendering))
                    );
                }
            },
            iter: 60
        );

    /// <summary>
    /// Targets that are rendered in one call share parts of the work, which must not change any text. This is tried with ideas, with
    /// translated ideas and with finished prompts.
    /// </summary>
    [Test]
    public void Rendering_all_targets_together_gives_the_same_as_rendering_each_alone() =>
        Gen.Select(Gen.OneOf(IdeaGen.Hostile, IdeaGen.Ideas.Select(idea => idea.Idea)), Gen.Enum<DetailLevel>())
            .Sample(
                (text, detail) =>
                {
                    var composed = Compose(text, detail);
                    var translated = composed with
                    {
                        Idea = composed.Idea! with { English = "a quiet harbor, two boats", KeptWhole = true },
                    };
                    foreach (var prompt in new[] { composed, translated, PromptParser.Parse(text).Prompt })
                    {
                        var together = PromptRenderer.RenderAll(prompt, PromptTargets.All, withSpans: true);
                        foreach (var target in PromptTargets.All)
                        {
                            Assert.That(
                                JsonSerializer.Serialize(together[target.Id], PromptJson.Default.Rendering),
                                Is.EqualTo(
                                    JsonSerializer.Serialize(
                                        PromptRenderer.Render(prompt, target, withSpans: true),
                                        PromptJson.Default.Rendering
                                    )
                                )
                            );
                        }
                    }
                },
                iter: 60
            );

    [Test]
    public void No_budget_is_exceeded_unless_the_writers_own_words_exceed_it() =>
        Gen.Select(IdeaGen.Ideas, Gen.Int[1, 12])
            .Sample(
                (idea, times) =>
                {
                    var prompt = Compose(string.Join(", ", Enumerable.Repeat(idea.Words, times)), DetailLevel.Full);
                    foreach (var target in PromptTargets.All)
                    {
                        var rendering = PromptRenderer.Render(prompt, target);
                        var warned = rendering.Warnings.Any(warning => warning.Code is "over-budget");
                        Assert.That(rendering.Count <= rendering.Limit, Is.Not.EqualTo(warned));
                        Assert.That(rendering.Count, Is.EqualTo(target.Count(rendering.Prompt)));
                        Assert.That(
                            rendering.Dropped,
                            Has.None.Matches<DroppedSlot>(dropped =>
                                dropped!.Path.StartsWith("subjects", StringComparison.Ordinal)
                            )
                        );
                    }
                },
                iter: Times
            );

    [Test]
    public void A_target_without_negatives_never_reads_a_negation() =>
        Gen.Select(IdeaGen.Ideas, Gen.Enum<DetailLevel>())
            .Sample(
                (idea, detail) =>
                {
                    var prompt = Compose(idea.Idea, detail);
                    foreach (var target in PromptTargets.All.Where(target => target.Negatives == NegativeMode.Rewrite))
                    {
                        var rendering = PromptRenderer.Render(prompt, target);
                        Assert.That(
                            Negations,
                            Has.None.Matches<string>(word => WholeWord.Contains(rendering.Prompt, word)),
                            rendering.Prompt
                        );
                        Assert.That(rendering.Negative, Is.Null);
                    }
                },
                iter: Times
            );

    [Test]
    public void No_added_phrase_is_said_twice_or_was_said_by_the_writer() =>
        IdeaGen.Ideas.Sample(
            idea =>
            {
                var slots = Compose(idea.Idea, DetailLevel.Full).Slots().Select(placed => placed.Slot).ToList();
                var added = slots.Where(slot => slot.Source == SlotSource.Library).ToList();
                Assert.That(added.Select(slot => slot.Value), Is.Unique);
                Assert.That(
                    added,
                    Has.All.Matches<Slot>(slot => PromptLibrary.Instance.Find(slot!.EntryId!) is not null)
                );
                Assert.That(added, Has.None.Matches<Slot>(slot => WholeWord.Contains(idea.Words, slot!.Value)));
            },
            iter: Times
        );

    [Test]
    public void Different_ideas_give_different_prompts() =>
        Gen.Select(IdeaGen.Ideas, IdeaGen.Ideas, Gen.Enum<DetailLevel>())
            .Where((one, two, _) => !SameWords(one.Words, two.Words))
            .Sample(
                (one, two, detail) =>
                {
                    foreach (var target in PromptTargets.All)
                    {
                        var (first, second) = (
                            PromptRenderer.Render(Compose(one.Idea, detail), target).Prompt,
                            PromptRenderer.Render(Compose(two.Idea, detail), target).Prompt
                        );
                        Assert.That(first, Is.Not.EqualTo(second), target.Id);
                    }
                },
                iter: 80
            );

    [Test]
    public void Any_text_is_just_text_for_the_grammar_of_every_target() =>
        Gen.Select(IdeaGen.Hostile, Gen.Enum<DetailLevel>())
            .Sample(
                (text, detail) =>
                {
                    var prompt = Compose(text, detail);
                    foreach (var target in PromptTargets.All)
                    {
                        var rendering = PromptRenderer.Render(prompt, target);
                        TargetGrammarCheck.Check(target, rendering);
                    }
                },
                iter: 300
            );

    private static bool SameWords(string one, string two) =>
        one.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(
                two.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
}
