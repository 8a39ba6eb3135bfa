using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Prompts.Syntax;

namespace AiPromptGen.Tests.Prompts.Pictures;

/// <summary>A prompt that a picture carries and the same prompt pasted are one prompt.</summary>
[TestFixture]
public sealed class RecoveredAsPastedTests
{
    [Test]
    public void The_structured_prompt_is_the_same()
    {
        var random = new Random(20261128);
        for (var i = 0; i < 500; i++)
        {
            var text = WrittenSample.Of(PromptGrammar.A1111, random).Text;
            var pasted = PromptParser.Parse(text, PromptGrammar.A1111).Prompt;
            var recovered = RecoveredDraft.Compose(null, A1111Reader.Parse(text)!, new StructuredPrompt());

            Assert.That(Told(recovered), Is.EqualTo(Told(pasted)), text);
            Assert.That(recovered.Parameters, Is.EqualTo(pasted.Parameters), text);
            Assert.That((recovered.Seed, recovered.AspectRatio), Is.EqualTo((pasted.Seed, pasted.AspectRatio)), text);
            Assert.That(recovered.Verbatim! with { Source = SlotSource.User }, Is.EqualTo(pasted.Verbatim), text);
            foreach (var target in PromptTargets.All)
            {
                var (one, other) = (PromptRenderer.Render(recovered, target), PromptRenderer.Render(pasted, target));
                Assert.That((one.Prompt, one.Negative), Is.EqualTo((other.Prompt, other.Negative)), target.Id);
                Assert.That(one.Dropped, Is.EqualTo(other.Dropped), target.Id);
            }
        }
    }

    /// <summary>A style asked for beside the picture used to cost the weights and the network, without a word.</summary>
    [Test]
    public void What_is_asked_for_beside_it_is_added_and_nothing_of_it_is_lost()
    {
        var recovered = A1111Reader.Parse(
            "a (red fox:1.2), <lora:film:0.6>, snow\nNegative prompt: (text:1.3)\nSteps: 28, Seed: 1234, Size: 832x1216"
        )!;
        var wanted = new StructuredPrompt { Styles = [Slot.User("sgraffito")], Negatives = [Unwanted("people")] };

        var prompt = RecoveredDraft.Compose(null, recovered, wanted);
        var rendering = PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!);

        Assert.That(rendering.Prompt, Is.EqualTo("a (red fox:1.2), <lora:film:0.6>, snow, sgraffito"));
        Assert.That(rendering.Negative, Is.EqualTo("(text:1.3), people"));
        Assert.That(rendering.Dropped, Is.Empty);
    }

    private static Negative Unwanted(string term) => new() { Term = Slot.User(term) };

    private static List<string> Told(StructuredPrompt prompt) =>
        [
            .. prompt.Slots().Select(placed => $"{placed.Path} {placed.Slot.Value} {placed.Slot.EntryId}"),
            .. prompt.Subjects.Select(subject => $"{subject.Weight} {subject.Count}"),
            $"{prompt.ContentClass}",
        ];
}
