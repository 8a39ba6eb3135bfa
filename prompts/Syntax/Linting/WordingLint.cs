namespace AiPromptGen.Prompts.Syntax.Linting;

/// <summary>Finds words that mean nothing, are repeated, or that no model understands.</summary>
internal static class WordingLint
{
    private static readonly string[] Worn =
    [
        "masterpiece",
        "best quality",
        "high quality",
        "ultra quality",
        "4k",
        "8k",
        "16k",
        "uhd",
        "ultra hd",
        "hdr",
        "ultra detailed",
        "ultra-detailed",
        "highly detailed",
        "hyper detailed",
        "hyperdetailed",
        "insanely detailed",
        "extremely detailed",
        "trending on artstation",
        "artstation",
        "award winning",
        "award-winning",
        "octane render",
        "unreal engine",
        "breathtaking",
        "stunning",
    ];

    private static readonly string[] Orders =
    [
        "generate an image of",
        "generate a picture of",
        "create an image of",
        "create a picture of",
        "make an image of",
        "make a picture of",
        "draw me",
        "please",
        "i want",
        "generate",
    ];

    private static readonly string[] Negating =
    [
        "no",
        "not",
        "without",
        "never",
        "none",
        "don't",
        "doesn't",
        "isn't",
        "aren't",
    ];

    public static IEnumerable<LintFinding> Cliches(string text) =>
        from worn in Worn
        from start in Occurrences.Of(text, worn)
        select LintFinding
            .Of(
                LintSeverity.Info,
                "quality-cliche",
                $"“{worn}” tells a model next to nothing; say what makes the picture good: light, material, lens."
            )
            .At(start, worn.Length);

    public static IEnumerable<LintFinding> Instructions(string text) =>
        (
            from order in Orders
            from start in Occurrences.Of(text, order)
            where start == 0
            select LintFinding
                .Of(
                    LintSeverity.Info,
                    "instruction-words",
                    "Begin with what the picture shows; a model draws, it does not obey."
                )
                .At(start, order.Length)
        ).Take(1);

    public static IEnumerable<LintFinding> Negations(string text, PromptTarget target)
    {
        var spoken = Quotes.Blank(text);
        return from word in Negating
            from start in Occurrences.Of(spoken, word)
            select LintFinding
                .Of(
                    LintSeverity.Warning,
                    "negation-unsupported",
                    $"{target.Name} often draws what “{word}” names; describe what is there instead."
                )
                .At(start, word.Length);
    }

    /// <summary>Finds the same phrase twice between commas, or the same word twice in a row.</summary>
    public static IEnumerable<LintFinding> Duplicates(string text)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (start, length) in Phrases(text))
        {
            if (!seen.Add(text.Substring(start, length)))
            {
                yield return LintFinding
                    .Of(LintSeverity.Warning, "duplicate-phrase", "This was said before.")
                    .At(start, length);
            }
        }

        var tokens = Tokenizer.Split(text, 0, text.Length);
        for (var i = 1; i < tokens.Count; i++)
        {
            var (word, before) = (tokens[i], tokens[i - 1]);
            if (
                text.AsSpan(word.Start, word.End - word.Start)
                    .SequenceEqual(text.AsSpan(before.Start, before.End - before.Start))
                && string.IsNullOrWhiteSpace(text[before.End..word.Start])
            )
            {
                yield return LintFinding
                    .Of(LintSeverity.Warning, "duplicate-word", "The word stands twice in a row.")
                    .At(word.Start, word.End - word.Start);
            }
        }
    }

    private static IEnumerable<(int Start, int Length)> Phrases(string text)
    {
        var from = 0;
        while (from < text.Length)
        {
            var end = text.IndexOfAny([',', ';', '.', '\n', '|'], from);
            end = end < 0 ? text.Length : end;
            var (start, last) = (from, end);
            while (start < last && !char.IsLetterOrDigit(text[start]))
            {
                start++;
            }

            while (last > start && !char.IsLetterOrDigit(text[last - 1]))
            {
                last--;
            }

            if (last > start)
            {
                yield return (start, last - start);
            }

            from = end + 1;
        }
    }
}
