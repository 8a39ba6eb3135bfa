using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Writing that a model saw in a picture, or found in an idea that has no quotation marks. It may not invent any.</summary>
internal static class ModelWritings
{
    /// <summary>In characters.</summary>
    private const int Longest = 120;
    private const int Most = 6;

    /// <param name="idea">What the writing must stand in; null for a picture, which shows it.</param>
    /// <returns>All writing, and how the person's own is to look: theirs stands in their phrase, where nothing may be added.</returns>
    public static (IReadOnlyList<TextElement> Texts, IReadOnlyList<Slot> Looks) Merge(
        SlotChooser slots,
        IReadOnlyList<TextElement> own,
        ModelPrompt model,
        string? idea
    )
    {
        var (texts, looks) = (own.ToList(), new List<Slot>());
        foreach (var writing in model.Writing.OfType<ModelWriting>().Take(Most))
        {
            if (WritingWords.Of(writing.Words, Longest) is not { } words)
            {
                continue;
            }

            var (face, place) = (slots.SlotOf(writing.Looks), slots.SlotOf(writing.Place));
            if (own.Any(text => Same(text, words)))
            {
                var styled = string.Join(' ', new[] { face?.Value, place?.Value }.OfType<string>());
                if (styled.Length > 0 && slots.SlotOf($"lettering: {styled}") is { } look)
                {
                    looks.Add(slots.Take(look));
                }
            }
            else if ((idea is null || IsIn(idea, words)) && slots.Literal(words) is { } literal)
            {
                texts.Add(
                    new TextElement
                    {
                        Literal = slots.Take(literal),
                        Typeface = face,
                        Placement = place,
                    }
                );
            }
        }

        return (texts, looks);
    }

    /// <summary>The idea may say them apart: "SUMMER at the top and SALE below".</summary>
    private static bool IsIn(string idea, string words) =>
        WholeWord.Contains(idea, words)
        || words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim(Marks))
            .Where(word => word.Length > 0)
            .All(word => WholeWord.Contains(idea, word));

    private static readonly char[] Marks = [.. ".,;:!?¡¿()[]'\"“”‘’"];

    private static bool Same(TextElement text, string words) =>
        new SaidWords(text.Literal.Value).Covers(words) || new SaidWords(words).Covers(text.Literal.Value);
}
