using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// Guesses the grammar in which a text is written, by the signs that only that grammar has. A text with none of them is prose or plain
/// words, and then the guess is never sure.
/// </summary>
public static class GrammarGuess
{
    /// <summary>The confidence, of 0 to 1, from which a text counts as a finished prompt of its grammar.</summary>
    public const double Sure = 0.85;

    private const double Strong = 0.97;
    private const double Hint = 0.6;
    private const int SentencesOfProse = 2;

    private static readonly FrozenSet<string> BoardCounts = WordLists.Set("board-counts");
    private static readonly FrozenSet<string> BoardTags = WordLists.Set("board-tags");

    /// <summary>What only InvokeAI's prompts have after words.</summary>
    private static readonly string[] Calls = [").blend(", ").and(", ".swap("];

    public static (PromptGrammar Grammar, double Confidence) Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using (var json = IdeogramPrompt.Parse(text))
        {
            if (json is not null)
            {
                return (PromptGrammar.Ideogram, Strong);
            }
        }

        var marks = InvokeAI(text);
        (PromptGrammar Grammar, double Score)[] scores =
        [
            (PromptGrammar.A1111, A1111(text, marks >= Sure)),
            (PromptGrammar.Midjourney, Midjourney(text)),
            (PromptGrammar.InvokeAI, marks),
        ];
        var best = scores.MaxBy(pair => pair.Score);
        return best.Score > 0.5 ? best
            : PromptPart.Cut(text).Count(part => part.Separator is "." or "!" or "?") >= SentencesOfProse
                ? (PromptGrammar.Prose, Hint)
            : (PromptGrammar.Plain, 0.5);
    }

    /// <summary>
    /// The confidence for Midjourney: high for a known parameter with a valid value at the end of the text. A single word after two hyphens
    /// is no evidence.
    /// </summary>
    private static double Midjourney(string text)
    {
        var line = IdeaCleaner.Clean(text);
        if (line.StartsWith("/imagine", StringComparison.OrdinalIgnoreCase))
        {
            return Strong;
        }

        var flags = FlagToken.In(line);
        var known = flags.Count(flag => MidjourneyFlag.Find(flag.Name) is not null && MidjourneyPrompt.IsSound(flag));
        return known == 0 ? (HasParts(line) || HasChoice(line) ? Sure : 0)
            : known < flags.Count ? Hint
            : known == 1 && line[0] is '-' or '—' or '–' ? Hint
            : Math.Min(Strong, Sure + (0.04 * known));
    }

    /// <summary>Whether the line has parts of a multi-prompt: "hot:: dog", "fire::2 ice::-.5". "std::vector" and "12::30" have none.</summary>
    private static bool HasParts(string line)
    {
        for (
            var at = line.IndexOf("::", StringComparison.Ordinal);
            at >= 0;
            at = line.IndexOf("::", at + 2, StringComparison.Ordinal)
        )
        {
            var before = at > 0 ? line[at - 1] : ' ';
            if (
                before is not (' ' or ':')
                && (
                    at + 2 == line.Length
                    || line[at + 2] is ' ' or '-' or '.'
                    || (char.IsAsciiDigit(line[at + 2]) && !char.IsAsciiDigit(before))
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the line has choices, of which each picture gets one: "a {red, green} bird". Other tools separate the words by a bar, and
    /// JSON has quotation marks.
    /// </summary>
    private static bool HasChoice(string line)
    {
        var open = line.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : line.IndexOf('}', open);
        return close > open
            && line.AsSpan(open, close - open).Contains(',')
            && line.AsSpan(open, close - open).IndexOfAny("|\":<") < 0;
    }

    /// <param name="isMarked">
    /// True when the text has InvokeAI's weights. Then blocks and settings are no evidence, because people write them for both tools.
    /// </param>
    private static double A1111(string text, bool isMarked)
    {
        var (_, negative, settings) = A1111Prompt.Split(text);
        if (!isMarked && (negative.Length > 0 || settings.Count > 1))
        {
            return Strong;
        }

        var scanner = new A1111Scanner(text);
        var parts = scanner.Scan();
        var weights = scanner.Numbers.Count(number => !IsTime(text, number.Start));
        var isOwn = parts.Exists(part => part.Kind is PartKind.Network || IsComposed(part));
        return isOwn || weights > 1 ? 0.95
            : weights == 1 || (!isMarked && (HasEscapes(text) || AreBoardTags(text))) ? 0.9
            : parts.Exists(part => part.Weight > 1.2 || part.Kind is PartKind.Edit) || HasBracketedTag(text) ? Hint
            : 0;
    }

    /// <summary>Whether the part shows a composed prompt. "AND" alone may occur in any text; with a weight after its part it does not.</summary>
    private static bool IsComposed(TextPart part) => part is { Kind: PartKind.Instruction, Text: [':', ..] or "BREAK" };

    /// <summary>Whether the text has brackets that are not weights: "hatsune miku \(vocaloid\)".</summary>
    private static bool HasEscapes(string text) =>
        text.IndexOf("\\(", StringComparison.Ordinal) is >= 0 and var at
        && text.IndexOf("\\)", at, StringComparison.Ordinal) > at;

    /// <summary>
    /// Whether the text is made of the tags of picture boards, which are used only for models that were trained on them: "1girl, solo,
    /// silver hair".
    /// </summary>
    public static bool AreBoardTags(string text)
    {
        var tags = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return tags.Length > 2
            && Array.Exists(tags, tag => BoardCounts.Contains(tag.ToLowerInvariant()))
            && tags.Count(tag => BoardTags.Contains(tag.ToLowerInvariant())) > 1;
    }

    /// <summary>Whether a whole tag is in brackets: "a beach, (sunset), palms".</summary>
    private static bool HasBracketedTag(string text)
    {
        var tags = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return tags.Length > 1 && Array.Exists(tags, tag => tag is ['(', _, .., ')']);
    }

    /// <summary>Whether the number is a time of day: "(see the clock:12:30)".</summary>
    private static bool IsTime(string text, int colon)
    {
        var start = colon;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        return start < colon && start > 0 && text[start - 1] is ':' or ' ';
    }

    private static double InvokeAI(string text)
    {
        if (Array.Exists(Calls, call => text.Contains(call, StringComparison.Ordinal)))
        {
            return Strong;
        }

        var marks = 0;
        for (var at = 2; at < text.Length; at++)
        {
            var (sign, before) = (text[at], text[at - 1]);
            if (before == ')' && (char.IsAsciiDigit(sign) || (sign is '+' or '-' && IsEnd(text, at))))
            {
                marks += 2;
            }
            else if (sign == '+' && char.IsLetter(before) && char.IsLetter(text[at - 2]) && IsEnd(text, at))
            {
                marks++;
            }
        }

        return marks >= 2 ? 0.9
            : marks == 1 ? Hint
            : 0;
    }

    private static bool IsEnd(string text, int at)
    {
        while (at < text.Length && text[at] is '+' or '-')
        {
            at++;
        }

        return at == text.Length || text[at] is ' ' or ',' or '.' or ')' or '\n';
    }
}
