using System.Buffers;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Reports what a target cannot do with this prompt.</summary>
internal static class TargetLint
{
    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "isn't", "don't", "doesn't"];

    private static readonly SearchValues<string> AnyNegation = SearchValues.Create(
        Negations,
        StringComparison.OrdinalIgnoreCase
    );

    public static void Check(RenderingState state)
    {
        var (prompt, target) = (state.Prompt, state.Target);
        if (!target.Has(TargetFeatures.Weights) && prompt.Subjects.Any(subject => subject.Weight != 1))
        {
            state.Warn("weights-ignored", $"{target.Name} has no weights; all parts count alike.");
        }

        if (
            prompt.Quality is not null
            && !target.Has(TargetFeatures.QualitySetting)
            && QualityRules.IsSetting(prompt.Quality)
        )
        {
            state.Warn("quality-ignored", $"{target.Name} has no quality setting.");
        }

        if (target.MostImages is { } most && prompt.Variations > most)
        {
            state.Warn(
                "variations-limited",
                $"{target.Name} makes at most {most} {(most == 1 ? "image" : "images")} a request; send it again for more."
            );
        }

        if (target.Negatives == NegativeMode.Rewrite && Negation(state) is { } word)
        {
            state.Warn(
                "negation-kept",
                $"Your text says “{word}”. {target.Name} often draws what a negation names; describe what is there instead."
            );
        }
    }

    public static void CheckLength(RenderingState state, string text)
    {
        if (!TextMeasure.HasWords(text, state.Target.LeastWords))
        {
            state.Warn("prompt-short", $"{state.Target.Name} wants at least {state.Target.LeastWords} words.");
        }
    }

    /// <summary>The first negation that is a whole word; null when there is none.</summary>
    private static string? NegationIn(string text)
    {
        for (var at = 0; ; at++)
        {
            var found = text.AsSpan(at).IndexOfAny(AnyNegation);
            if (found < 0)
            {
                return null;
            }

            at += found;
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '\''))
            {
                end++;
            }

            var word = text.AsSpan(at, end - at).TrimEnd('\'');
            foreach (var negation in Negations)
            {
                if (word.Equals(negation, StringComparison.OrdinalIgnoreCase))
                {
                    return negation;
                }
            }
        }
    }

    /// <summary>The words without writing in the picture: “NO SIGNAL” on a hoodie is to be painted, and negates nothing.</summary>
    private static string WithoutTexts(string words, StructuredPrompt prompt)
    {
        foreach (var text in prompt.Text)
        {
            words =
                text.Literal.Value.Length > 0 ? words.Replace(text.Literal.Value, "", StringComparison.Ordinal) : words;
        }

        return words;
    }

    private static string? Negation(RenderingState state)
    {
        foreach (var piece in state.Pieces)
        {
            if (piece.Locked && NegationIn(WithoutTexts(piece.Text, state.Prompt)) is { } word)
            {
                return word;
            }
        }

        return null;
    }
}
