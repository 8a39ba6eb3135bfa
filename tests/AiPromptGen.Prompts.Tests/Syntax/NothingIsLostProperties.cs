using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>What a person wrote comes out of every target, or is told to be left out.</summary>
[TestFixture]
public sealed partial class NothingIsLostProperties
{
    private const int Prompts = 10_000;

    private static readonly PromptGrammar[] Grammars = Enum.GetValues<PromptGrammar>();

    [TestCaseSource(nameof(Grammars))]
    public void Everything_in_a_finished_prompt_is_carried_or_told(PromptGrammar grammar)
    {
        var random = new Random(20261127 + (int)grammar);
        for (var i = 0; i < Prompts / Grammars.Length; i++)
        {
            var sample = WrittenSample.Of(grammar, random);
            var prompt = PromptParser.Parse(sample.Text, grammar).Prompt;
            foreach (var target in PromptTargets.All)
            {
                Check(sample, prompt, target);
            }
        }
    }

    [Test]
    public void The_property_finds_a_word_that_is_lost()
    {
        var sample = WrittenSample.Of(PromptGrammar.A1111, new Random(1));
        var prompt = PromptParser.Parse(sample.Text, PromptGrammar.A1111).Prompt;
        var missing = prompt with { Verbatim = prompt.Verbatim! with { Prompt = "fox" } };

        Assert.That(
            () => Check(sample, missing, PromptTargets.Find("flux")!),
            Throws.InstanceOf<AssertionException>().Or.InstanceOf<MultipleAssertException>()
        );
    }

    private static void Check(WrittenSample sample, StructuredPrompt prompt, PromptTarget target)
    {
        var rendering = PromptRenderer.Render(prompt, target);
        var isOwn =
            (PromptParser.GrammarOf(target) == sample.Grammar && target.Id is not "flux-2-json")
            || (sample.Grammar == PromptGrammar.Plain && target.Form == PromptForm.Prose);
        foreach (var loss in isOwn ? ChangedIn(sample, rendering, target) : LostIn(sample, rendering, target))
        {
            Assert.Fail(
                $"{loss}\n{sample.Text}\n=> {target.Id}: {rendering.Prompt}\n- {rendering.Negative}\n{string.Join("\n", rendering.Dropped)}"
            );
        }
    }

    /// <summary>Nothing of a text of the target's own syntax may change.</summary>
    private static IEnumerable<string> ChangedIn(WrittenSample sample, Rendering rendering, PromptTarget target)
    {
        if (rendering.Prompt != sample.Positive || rendering.Dropped.Count > 0)
        {
            yield return "the prompt";
        }

        if ((rendering.Negative ?? "") != (target.Negatives == NegativeMode.Field ? sample.Negative : ""))
        {
            yield return "the negative";
        }

        foreach (var setting in target.Form == PromptForm.Tags ? sample.Settings : [])
        {
            if (!rendering.Parameters.Any(p => $"{p.Name}: {p.Value}" == setting))
            {
                yield return setting;
            }
        }
    }

    private static IEnumerable<string> LostIn(WrittenSample sample, Rendering rendering, PromptTarget target)
    {
        var choices = rendering.Dropped.Where(d => d.Reason is "choice").Select(d => d.Value);
        if (!Sorted(choices).SequenceEqual(Sorted(sample.Choices)))
        {
            yield return "a choice";
        }

        if (!Sorted(WordsOf(rendering, target)).SequenceEqual(Sorted(sample.Words.SelectMany(Split))))
        {
            yield return "words";
        }

        foreach (var (words, weight) in sample.Weights.Where(w => !IsWeighed(rendering, target, w.Words, w.Weight)))
        {
            yield return $"{words} {weight}";
        }

        foreach (var raw in sample.Parts.Concat(sample.Settings).GroupBy(raw => raw))
        {
            if (rendering.Dropped.Count(d => d.Value == raw.Key) != raw.Count())
            {
                yield return raw.Key;
            }
        }

        if (
            sample.Seed is { } seed
            && rendering.Parameters.All(p => p.Value != seed)
            && rendering.Dropped.All(d => d.Value != $"Seed: {seed}")
        )
        {
            yield return "the seed";
        }

        foreach (var term in sample.Unwanted.Where(term => !IsUnwanted(rendering, term)))
        {
            yield return term;
        }
    }

    private static bool IsWeighed(Rendering rendering, PromptTarget target, string words, string weight)
    {
        var value = double.Parse(weight, CultureInfo.InvariantCulture);
        var steps = Math.Round(Math.Log(value) / Math.Log(1.1));
        return rendering.Prompt.Contains($"({words}:{weight})", StringComparison.Ordinal)
            || rendering.Prompt.Contains($"({words}){weight}", StringComparison.Ordinal)
            || (target.Id is "invokeai" && steps > 0 && rendering.Prompt.Contains(words + new string('+', (int)steps)))
            || rendering.Dropped.Any(d => d.Reason is "weight" && d.Value == $"{words}:{weight}");
    }

    private static bool IsUnwanted(Rendering rendering, string term) =>
        (rendering.Negative ?? "").Split(", ").Contains(term)
        || rendering.Parameters.Any(p => p.Name is "no" && p.Value.Split(", ").Contains(term))
        || rendering.Dropped.Any(d => d.Value == term)
        || rendering.Warnings.Any(w => w.Code is "negative-rewritten" && w.Message.Contains($"“{term}”"));

    /// <summary>The words of the picture alone: without flags, weights, signs and what stands in for something unwanted.</summary>
    private static IEnumerable<string> WordsOf(Rendering rendering, PromptTarget target)
    {
        var text = rendering.Prompt;
        if (target.Form == PromptForm.Json)
        {
            using var json = JsonDocument.Parse(text);
            text = json.RootElement.EnumerateObject().First().Value.GetString()!;
        }
        else if (target.Form == PromptForm.Phrases)
        {
            text = text[..text.IndexOf(" --", StringComparison.Ordinal)];
        }

        foreach (var rewritten in rendering.Warnings.Where(w => w.Code is "negative-rewritten"))
        {
            var positive = rewritten.Message.Split('“')[2].Split('”')[0];
            var at = text.LastIndexOf(positive, StringComparison.OrdinalIgnoreCase);
            text = at < 0 ? text : text.Remove(at, positive.Length);
        }

        return Split(Weight().Replace(text, ""));
    }

    private static IEnumerable<string> Split(string text) =>
        Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    private static List<string> Sorted(IEnumerable<string> words) => [.. words.Order(StringComparer.Ordinal)];

    /// <summary>Letters, digits, hyphens inside.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@":\d+(\.\d+)?(?=\))|(?<=\))\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weight();
}
