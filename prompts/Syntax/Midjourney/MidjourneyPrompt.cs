using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>Image addresses, words, parameters; "a::2 b::-0.5" weighs parts in versions before 7.</summary>
internal static class MidjourneyPrompt
{
    public static WrittenPrompt Read(string text)
    {
        var written = new WrittenPrompt();
        var line = TakeImages(WithoutCommand(IdeaCleaner.Clean(text)), written);
        var flags = FlagToken.In(line);
        AddWords(line[..(flags.Count > 0 ? flags[0].Start : line.Length)], written);
        foreach (var flag in flags)
        {
            Apply(flag, written);
        }

        return written;
    }

    private static string WithoutCommand(string line)
    {
        if (!line.StartsWith("/imagine", StringComparison.OrdinalIgnoreCase))
        {
            return line;
        }

        var rest = line["/imagine".Length..].TrimStart();
        return rest.StartsWith("prompt:", StringComparison.OrdinalIgnoreCase) ? rest["prompt:".Length..].Trim()
            : rest.StartsWith("prompt ", StringComparison.OrdinalIgnoreCase) ? rest["prompt ".Length..].Trim()
            : rest;
    }

    private static string TakeImages(string line, WrittenPrompt written)
    {
        while (
            line.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("<http", StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            end = end < 0 ? line.Length : end;
            Keep(written, "image", line[..end].Trim('<', '>', ','));
            line = line[end..].TrimStart(' ', ',');
        }

        return line;
    }

    private static void AddWords(string words, WrittenPrompt written)
    {
        var start = 0;
        while (words.IndexOf("::", start, StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = at + 2;
            while (end < words.Length && (char.IsAsciiDigit(words[end]) || words[end] is '.' or '-'))
            {
                end++;
            }

            AddPart(words[start..at], words[(at + 2)..end], written);
            start = end;
        }

        written.Add(words[start..]);
    }

    private static void AddPart(string words, string number, WrittenPrompt written)
    {
        var weight = 1.0;
        if (number.Length > 0 && !Number(number, -100, 100, out weight))
        {
            written.Miss($"::{number}", UnparsedReasons.ValueInvalid);
            weight = 1;
        }

        if (weight < 0)
        {
            AddNegatives(words, written);
        }
        else
        {
            written.Add(words, weight == 0 ? 1 : weight);
        }
    }

    private static void AddNegatives(string words, WrittenPrompt written) =>
        written.Negatives.AddRange(
            words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );

    public static void Apply(FlagToken token, WrittenPrompt written)
    {
        if (MidjourneyFlag.Find(token.Name) is not { } flag)
        {
            written.Miss(token.ToString(), UnparsedReasons.ParameterUnknown);
            return;
        }

        if (flag.Value == FlagValue.Words)
        {
            if (flag.Name is MidjourneyFlag.Negative)
            {
                AddNegatives(token.Value, written);
            }
            else
            {
                Keep(written, flag.Name, token.Value);
            }

            return;
        }

        var space = flag.Value == FlagValue.None ? 0 : token.Value.IndexOf(' ', StringComparison.Ordinal);
        var value = space < 0 ? token.Value : token.Value[..space].TrimEnd(',');
        if (!Put(flag, value, written))
        {
            written.Miss((token with { Value = value }).ToString(), UnparsedReasons.ValueInvalid);
        }

        // Words after a parameter's value are words of the prompt that stand in the wrong place.
        if (space >= 0)
        {
            AddWords(token.Value[space..].Trim(), written);
        }
    }

    private static bool Put(MidjourneyFlag flag, string value, WrittenPrompt written)
    {
        double number = 0;
        if (flag.Value == FlagValue.Number && !Number(value, flag.Least, flag.Most, out number))
        {
            return false;
        }

        switch (flag.Name)
        {
            case MidjourneyFlag.Ratio:
                written.Ratio = RatioText.Parse(value) ?? written.Ratio;
                return RatioText.Parse(value) is not null;
            case MidjourneyFlag.Seed:
                written.Seed = (long)number;
                return number == Math.Floor(number);
            case MidjourneyFlag.Quality:
                written.Quality = Slot.User(
                    number < 1 ? "low"
                    : number < 2 ? "medium"
                    : "high"
                );
                if (number is not (1 or 2))
                {
                    written.Miss($"--q {value}", UnparsedReasons.ValueApproximated);
                }

                return true;
            default:
                Keep(written, flag.Name, value);
                return true;
        }
    }

    private static void Keep(WrittenPrompt written, string name, string value)
    {
        if (written.Parameters.Count < PromptSheet.Most)
        {
            written.Parameters.Add(new ToolParameter(name, value));
        }
        else
        {
            written.Miss($"{name} {value}", UnparsedReasons.TooMany);
        }
    }

    private static bool Number(string text, double least, double most, out double number) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        )
        && number >= least
        && number <= most;
}
