namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Says what a target cannot do with this prompt.</summary>
internal static class DraftLint
{
    private const int LongestNegation = 7;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "isn't", "don't", "doesn't"];

    public static void Check(Draft draft)
    {
        var (prompt, target) = (draft.Prompt, draft.Target);
        if (!target.Has(TargetFeatures.Weights) && prompt.Subjects.Any(subject => subject.Weight != 1))
        {
            draft.Warn("weights-ignored", $"{target.Name} has no weights; all parts count alike.");
        }

        if (
            prompt.Quality is not null
            && !target.Has(TargetFeatures.QualitySetting)
            && QualityRules.IsSetting(prompt.Quality)
        )
        {
            draft.Warn("quality-ignored", $"{target.Name} has no quality setting.");
        }

        if (target.MostImages is { } most && prompt.Variations > most)
        {
            draft.Warn(
                "variations-limited",
                $"{target.Name} makes at most {most} {(most == 1 ? "image" : "images")} a request; send it again for more."
            );
        }

        if (target.Negatives == NegativeMode.Rewrite && Negation(draft) is { } word)
        {
            draft.Warn(
                "negation-kept",
                $"Your text says “{word}”. {target.Name} often draws what a negation names; describe what is there instead."
            );
        }
    }

    public static void CheckLength(Draft draft, string text)
    {
        if (TextMeasure.Count(text, BudgetUnit.Words) < draft.Target.LeastWords)
        {
            draft.Warn("prompt-short", $"{draft.Target.Name} wants at least {draft.Target.LeastWords} words.");
        }
    }

    /// <summary>One pass over the words; looking for each negation by itself takes longer than all the rest of a rendering.</summary>
    private static string? NegationIn(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == '\'' && end > at)))
            {
                end++;
            }

            if (end - at is >= 2 and <= LongestNegation)
            {
                foreach (var word in Negations)
                {
                    if (text.AsSpan(at, end - at).Equals(word, StringComparison.OrdinalIgnoreCase))
                    {
                        return word;
                    }
                }
            }

            at = Math.Max(end, at + 1);
        }

        return null;
    }

    private static string? Negation(Draft draft)
    {
        foreach (var piece in draft.Pieces)
        {
            if (piece.Locked && NegationIn(piece.Text) is { } word)
            {
                return word;
            }
        }

        return null;
    }
}
