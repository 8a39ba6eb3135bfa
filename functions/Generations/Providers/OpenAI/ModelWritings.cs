using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Writing that a model saw in a picture, or found in an idea that has no quotation marks. It may not invent any writing.</summary>
internal static class ModelWritings
{
    /// <summary>In characters.</summary>
    private const int MaxLength = 120;
    private const int MaxWritings = 6;

    /// <param name="idea">The text that must contain the writing; null for a picture, which shows it.</param>
    /// <returns>
    /// All writing, and how the person's own writing is to look. That is separate, because nothing may be added to the person's phrase.
    /// </returns>
    public static (IReadOnlyList<TextElement> Texts, IReadOnlyList<Slot> Looks) Merge(
        SlotChooser slots,
        IReadOnlyList<TextElement> own,
        ModelPrompt model,
        string? idea
    )
    {
        var (texts, looks) = (own.ToList(), new List<Slot>());
        foreach (var writing in model.Writing.OfType<ModelWriting>().Take(MaxWritings))
        {
            if (WritingWords.From(writing.Words, MaxLength) is not { } words)
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

    /// <summary>Whether the idea contains these words. It may have other words between them: "SUMMER at the top and SALE below".</summary>
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

/// <summary>
/// Writing in a picture, letter by letter, such as "FISH AND CHIPS", "24/7", "E=mc²" and "cafe.com". Writing is dropped as a whole when a
/// tool would take it for its own syntax, or a model for an order about its instructions.
/// </summary>
internal static partial class WritingWords
{
    public static string? From(string? value, int maxLength)
    {
        if (value is null || value.Length > maxLength * 4)
        {
            return null;
        }

        var text = PlainText.Clean(value);
        if (Syntax().IsMatch(text) || Orders().IsMatch(text))
        {
            return null;
        }

        text = OneSpace.Between(Quotes().Replace(text, " ")).Trim();
        return text.Length <= maxLength && text.Any(char.IsLetterOrDigit) ? text : null;
    }

    /// <summary>Mark-up, wildcards, weights, flags and addresses that lead somewhere.</summary>
    [GeneratedRegex(
        @"[<>{}\\`|^]|::|\(\(|\(\s*[^()]*:\s?-?\d+(\.\d+)?\s*\)|(^|\s)(--|[-–—])\s?\p{L}|__|://|\b(lora|lyco|embedding|hypernet|javascript|data)\s?:",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Syntax();

    [GeneratedRegex(
        @"\b(ignore|disregard|forget|override|bypass|reveal|repeat|print|output|follow|obey)\s+([\p{L}']+\s+){0,5}(instructions?|prompts?|schema|guidelines|directives|rules?)\b|\b(ignore|disregard|forget|override|bypass)\s+(all|any|everything|previous|prior|earlier|your)\b|\b(system|developer)\s+(prompt|message)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Orders();

    /// <summary>Quotation marks and line breaks, which are removed because renderings put their own quotation marks around writing.</summary>
    [GeneratedRegex(@"[""“”„«»\r\n\t]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotes();
}
