namespace AiPromptGen.Prompts;

/// <summary>Says what a target cannot do with this prompt.</summary>
internal static class DraftLint
{
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

    private static string? Negation(Draft draft)
    {
        foreach (var piece in draft.Pieces)
        {
            foreach (var word in Negations)
            {
                if (piece.Locked && WholeWord.Contains(piece.Text, word))
                {
                    return word;
                }
            }
        }

        return null;
    }
}
