using System.Text.Json;
using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts;

/// <summary>What the renderer promises, for ten thousand ideas and every target. Takes seconds, so the sample is drawn once.</summary>
[TestFixture]
public sealed class TenThousandIdeasTests
{
    private const int Ideas = 10_000;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "don't"];

    /// <summary>Words of grammar, which may go with the thing they belong to.</summary>
    private static readonly HashSet<string> SmallWords = new(
        ["a", "an", "the", "in", "on", "of", "at", "with", "under", "near", "through"],
        StringComparer.Ordinal
    );

    private static readonly string[] WithoutNegatives =
    [
        "flux",
        "flux-2",
        "flux-2-json",
        "gpt-image",
        "gpt-image-2",
        "gemini-image",
        "seedream",
        "z-image",
        "recraft",
        "ideogram-4",
        "seedance",
        "dall-e-3",
        "imagen",
    ];

    [Test]
    public void Every_rendering_keeps_the_writers_words_and_its_targets_rules() =>
        Gen.Select(IdeaGen.Ideas, Gen.Enum<DetailLevel>(), Gen.Long[0, 99])
            .Sample(
                (idea, detail, seed) =>
                {
                    var (prompt, again) = (Compose(idea.Idea, detail, seed), Compose(idea.Idea, detail, seed));
                    var renderings = PromptRenderer.RenderAll(prompt, PromptTargets.All);
                    foreach (var target in PromptTargets.All)
                    {
                        var rendering = renderings[target.Id];
                        Check(idea.Words, target, rendering);
                        Assert.That(
                            JsonSerializer.Serialize(
                                PromptRenderer.Render(again, target),
                                PromptJson.Default.Rendering
                            ),
                            Is.EqualTo(JsonSerializer.Serialize(rendering, PromptJson.Default.Rendering))
                        );
                    }
                },
                iter: Ideas
            );

    [Test]
    public void The_targets_without_negatives_are_these() =>
        Assert.That(
            PromptTargets.All.Where(target => target.Negatives == NegativeMode.Rewrite).Select(target => target.Id),
            Is.EqualTo(WithoutNegatives)
        );

    private static void Check(string words, PromptTarget target, Rendering rendering)
    {
        var (read, weights) = TargetGrammarCheck.Check(target, rendering);
        Assert.That(weights, Is.Empty);
        foreach (var word in Tokenizer.Split(words, 0, words.Length))
        {
            Assert.That(
                SmallWords.Contains(word.Key)
                    || WholeWord.Contains(read, word.Key)
                    || rendering.Dropped.Any(dropped => WholeWord.Contains(dropped.Value, word.Key)),
                $"“{word.Key}” is lost in {target.Id}: {rendering.Prompt}"
            );
        }

        Assert.That(rendering.Count, Is.EqualTo(target.Count(rendering.Prompt)).And.AtMost(rendering.Limit));
        Assert.That(rendering.Negative?.Length ?? 0, Is.AtMost(target.NegativeLimit ?? int.MaxValue));
        if (WithoutNegatives.Contains(target.Id))
        {
            Assert.That(rendering.Negative, Is.Null);
            Assert.That(Negations.Where(negation => WholeWord.Contains(read, negation)), Is.Empty, read);
        }
    }

    private static StructuredPrompt Compose(string text, DetailLevel detail, long seed) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = text,
                Controls = new IdeaControls { Detail = detail, Seed = seed },
            }
        );
}
