using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Parsing;

/// <summary>What a target can carry comes back from its text, and one round settles the text.</summary>
[TestFixture]
public sealed class RoundTripProperties
{
    private static readonly string[] Targets = [.. PromptTargets.All.Select(target => target.Id)];

    [TestCaseSource(nameof(Targets))]
    public void Words_and_lettering_come_back_from_every_target(string id) =>
        ForAll(
            id,
            (prompt, parsed, _) =>
            {
                var found = string.Join(
                    ' ',
                    parsed.Slots().Where(p => p.Group <= SlotGroup.Setting).Select(p => p.Slot.Value)
                );
                foreach (var subject in prompt.Subjects)
                {
                    foreach (var word in Tokenizer.Split(subject.Phrase!.Value, 0, subject.Phrase.Value.Length))
                    {
                        Assert.That(WholeWord.Contains(found, word.Key), $"“{word.Key}” is not in: {found}");
                    }
                }

                Assert.That(
                    parsed.Text.Select(text => text.Literal.Value),
                    Is.SupersetOf(prompt.Text.Select(text => text.Literal.Value))
                );
            }
        );

    [TestCaseSource(nameof(Targets))]
    public void Settings_come_back_from_targets_that_carry_them(string id) =>
        ForAll(
            id,
            (prompt, parsed, target) =>
            {
                if (target.Form is not (PromptForm.Phrases or PromptForm.Tags))
                {
                    return;
                }

                Assert.That(parsed.Seed, Is.EqualTo(target.Has(TargetFeatures.Seed) ? prompt.Seed : null));
                Assert.That(SizeOf(parsed, target), Is.EqualTo(SizeOf(prompt, target)));
                if (target.Negatives != NegativeMode.Rewrite)
                {
                    // The tag for an empty place is read as what it denies.
                    var nobody = PromptRenderer
                        .Render(prompt, target)
                        .Prompt.Contains("no humans", StringComparison.Ordinal);
                    Assert.That(
                        parsed.Negatives.Select(n => n.Term.Value),
                        Is.EqualTo(
                            (nobody ? ["humans"] : (string[])[]).Concat(prompt.Negatives.Select(n => n.Term.Value))
                        )
                    );
                }

                if (target.Form == PromptForm.Phrases)
                {
                    var known = parsed.Parameters.Where(p => p.Name is "stylize" or "raw");
                    Assert.That(known, Is.EqualTo(prompt.Parameters));
                }
            }
        );

    [TestCaseSource(nameof(Targets))]
    public void Weights_come_back_from_targets_that_have_them(string id) =>
        ForAll(
            id,
            (prompt, parsed, target) =>
            {
                if (target.Has(TargetFeatures.Weights))
                {
                    Assert.That(
                        parsed.Subjects.Where(s => s.Weight != 1).Select(s => (s.Phrase!.Value, s.Weight)),
                        Is.EqualTo(prompt.Subjects.Where(s => s.Weight != 1).Select(s => (s.Phrase!.Value, s.Weight)))
                    );
                }
            }
        );

    [TestCaseSource(nameof(Targets))]
    public void Colors_come_back_from_targets_that_write_their_numbers(string id) =>
        ForAll(
            id,
            (prompt, parsed, target) =>
            {
                if (
                    target.Has(TargetFeatures.HexColors)
                    || target.Form == PromptForm.Json && prompt.ContentClass is not null
                )
                {
                    Assert.That(parsed.Palette.Select(c => c.Hex), Is.SupersetOf(prompt.Palette.Select(c => c.Hex)));
                }
            }
        );

    [TestCaseSource(nameof(Targets))]
    public void One_round_settles_the_text(string id) =>
        ForAll(
            id,
            (prompt, parsed, target) =>
            {
                var second = CopiedPrompt.Of(parsed, target);
                Assert.That(
                    CopiedPrompt.Again(second, target),
                    Is.EqualTo(second),
                    $"first: {CopiedPrompt.Of(prompt, target)}"
                );
            }
        );

    [TestCaseSource(nameof(Targets))]
    public void One_round_settles_the_rendering_of_an_idea(string id)
    {
        var target = PromptTargets.Find(id)!;
        Gen.Select(IdeaGen.Ideas, Gen.Enum<DetailLevel>())
            .Sample(
                (idea, detail) =>
                {
                    var composed = IdeaComposer.Compose(
                        new Idea
                        {
                            Text = idea.Idea,
                            Controls = new IdeaControls { Detail = detail },
                        }
                    );
                    var second = CopiedPrompt.Again(CopiedPrompt.Of(composed, target), target);
                    Assert.That(CopiedPrompt.Again(second, target), Is.EqualTo(second));
                },
                iter: 100
            );
    }

    [TestCaseSource(nameof(Targets))]
    public void A_rendering_is_taken_for_what_it_is(string id) =>
        ForAll(
            id,
            (prompt, _, target) =>
            {
                var copied = CopiedPrompt.Of(prompt, target);
                var (grammar, confidence) = GrammarGuess.Of(copied);
                // Without a weight there is nothing that tells InvokeAI's blocks from A1111's.
                var isPlain = prompt.Subjects.All(subject => subject.Weight == 1);
                var expected =
                    PromptParser.GrammarOf(target) == PromptGrammar.InvokeAI && isPlain
                        ? PromptGrammar.A1111
                        : PromptParser.GrammarOf(target);
                Assert.That(confidence < GrammarGuess.Sure || grammar == expected, $"{grammar} for {copied}");
                if (target.Form is PromptForm.Phrases or PromptForm.Json)
                {
                    Assert.That((grammar, confidence >= GrammarGuess.Sure), Is.EqualTo((expected, true)), copied);
                }
            }
        );

    private static string SizeOf(StructuredPrompt prompt, PromptTarget target) =>
        string.Join(
            ' ',
            PromptRenderer
                .Render(prompt, target)
                .Parameters.Where(p => p.Name is "ar" or "width" or "height" or "Size")
                .Select(p => p.Value.Replace('x', ' '))
        );

    private static void ForAll(string id, Action<StructuredPrompt, StructuredPrompt, PromptTarget> check)
    {
        var target = PromptTargets.Find(id)!;
        StructuredGen.Prompts.Sample(
            prompt =>
            {
                var copied = CopiedPrompt.Of(prompt, target);
                check(prompt, PromptParser.Parse(copied, PromptParser.GrammarOf(target)).Prompt, target);
            },
            iter: 150
        );
    }
}
