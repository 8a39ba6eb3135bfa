namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>Reads what must not appear in a picture of Midjourney.</summary>
internal static class MidjourneyUnwanted
{
    /// <summary>Reads the words of a flag such as "--no dog::2, a bird", each of which may have a weight.</summary>
    public static void Read(string words, FinishedText finished)
    {
        var start = 0;
        while (words.IndexOf("::", start, StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = at + 2;
            while (end < words.Length && (char.IsAsciiDigit(words[end]) || words[end] is '.'))
            {
                end++;
            }

            var first = Math.Max(start, words.LastIndexOf(',', at) + 1);
            Add(words[start..first], finished);
            var weight = MidjourneyPrompt.Number(words[(at + 2)..end], 0.01, 100, out var number) ? number : 1;
            Add(words[first..at], finished, weight);
            if (weight == 1)
            {
                finished.Parts.Add(new TextPart(PartKind.Instruction, words[at..end]));
            }

            start = end;
        }

        Add(words[start..], finished);
    }

    public static void Add(string words, FinishedText finished, double weight = 1)
    {
        words = words.Trim(' ', ',');
        if (words.Length == 0)
        {
            return;
        }

        if (finished.Negative.Count > 0)
        {
            finished.Negative.Add(new TextPart(PartKind.Words, ", "));
        }

        finished.Negative.Add(new TextPart(PartKind.Words, words) { Weight = weight });
    }
}
