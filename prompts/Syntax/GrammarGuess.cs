namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// Which grammar a text is written in, by the signs only that grammar has. A text with none of them is prose or plain words,
/// and never sure.
/// </summary>
public static class GrammarGuess
{
    /// <summary>From here on a text counts as a finished prompt of its grammar.</summary>
    public const double Sure = 0.85;

    private const double Strong = 0.97;
    private const double Hint = 0.6;
    private const int SentencesOfProse = 2;

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

    /// <summary>A known parameter with a valid value at the end of the text; a lone word after two hyphens proves nothing.</summary>
    private static double Midjourney(string text)
    {
        var line = IdeaCleaner.Clean(text);
        if (line.StartsWith("/imagine", StringComparison.OrdinalIgnoreCase))
        {
            return Strong;
        }

        var flags = FlagToken.In(line);
        var known = flags.Count(flag => IsSound(flag));
        return known == 0 ? (MidjourneyParts(line) > 0 ? Hint : 0)
            : known < flags.Count ? Hint
            : known == 1 && line[0] is '-' or '—' or '–' ? Hint
            : Math.Min(Strong, Sure + (0.04 * known));
    }

    private static bool IsSound(FlagToken token)
    {
        if (MidjourneyFlag.Find(token.Name) is not { } flag)
        {
            return false;
        }

        var alone = new WrittenPrompt();
        MidjourneyPrompt.Apply(token, alone);
        return alone.Unparsed.Count == 0 && (flag.Value != FlagValue.Words || token.Value.Length > 0);
    }

    /// <summary>"fire::2": parts with a number.</summary>
    private static int MidjourneyParts(string line)
    {
        var count = 0;
        for (
            var at = line.IndexOf("::", StringComparison.Ordinal);
            at > 0;
            at = line.IndexOf("::", at + 2, StringComparison.Ordinal)
        )
        {
            count += at + 2 < line.Length && (char.IsAsciiDigit(line[at + 2]) || line[at + 2] == '-') ? 1 : 0;
        }

        return count;
    }

    /// <param name="isMarked">InvokeAI's weights are there, so blocks and settings prove nothing: people write them for both.</param>
    private static double A1111(string text, bool isMarked)
    {
        var (_, negative, settings) = A1111Prompt.Split(text);
        if (!isMarked && (negative.Length > 0 || settings.Count > 1))
        {
            return Strong;
        }

        var written = new WrittenPrompt();
        var pieces = new BracketScanner(text, WeightDialect.A1111, written).Scan();
        var weights = CountExplicit(text);
        return written.Parameters.Count > 0 || weights > 1 ? 0.95
            : weights == 1 ? 0.9
            : pieces.Exists(piece => piece.Weight > 1.2) ? Hint
            : 0;
    }

    /// <summary>"(x:1.3)"; a time of day in brackets is none.</summary>
    private static int CountExplicit(string text)
    {
        var count = 0;
        for (var close = text.IndexOf(')', StringComparison.Ordinal); close > 0; close = text.IndexOf(')', close + 1))
        {
            var start = close;
            while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.'))
            {
                start--;
            }

            var isTime = start > 1 && char.IsAsciiDigit(text[start - 2]);
            count += start < close && start > 0 && text[start - 1] == ':' && !isTime ? 1 : 0;
        }

        return count;
    }

    private static double InvokeAI(string text)
    {
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
