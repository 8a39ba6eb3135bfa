using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>
/// Midjourney's prompt: image addresses, words, parameters. "a::2 b::-0.5" weighs parts, "{red, green}" makes a picture of
/// each. https://docs.midjourney.com/hc/en-us/articles/32023408776205-Prompt-Basics
/// </summary>
internal static class MidjourneyPrompt
{
    public static FinishedText Read(string text)
    {
        var finished = new FinishedText();
        var line = TakeImages(TakeCommand(IdeaCleaner.Clean(text), finished), finished);
        var flags = FlagToken.In(line);
        AddWords(line[..(flags.Count > 0 ? flags[0].Start : line.Length)], finished);
        foreach (var flag in flags)
        {
            Apply(flag, finished);
        }

        return finished;
    }

    /// <summary>The end of "/imagine prompt:", which starts the tool and is not a part of the prompt.</summary>
    public static int CommandEnd(string line)
    {
        if (!line.StartsWith("/imagine", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var end = "/imagine".Length;
        var rest = line.AsSpan(end).TrimStart();
        end = line.Length - rest.Length;
        return end
            + (
                rest.StartsWith("prompt:", StringComparison.OrdinalIgnoreCase) ? "prompt:".Length
                : rest.StartsWith("prompt ", StringComparison.OrdinalIgnoreCase) ? "prompt ".Length
                : 0
            );
    }

    private static string TakeCommand(string line, FinishedText finished)
    {
        var end = CommandEnd(line);
        if (end > 0)
        {
            finished.Mistakes.Add(new UnparsedPart(line[..end].Trim(), UnparsedReasons.Command));
        }

        return line[end..].Trim();
    }

    private static string TakeImages(string line, FinishedText finished)
    {
        while (
            line.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("<http", StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            end = end < 0 ? line.Length : end;
            finished.Parts.Add(new TextPart(PartKind.Image, line[..end].Trim('<', '>', ',')));
            line = line[end..].TrimStart(' ', ',');
        }

        return line;
    }

    private static void AddWords(string words, FinishedText finished)
    {
        var start = 0;
        while (words.IndexOf("::", start, StringComparison.Ordinal) is >= 0 and var at)
        {
            var end = at + 2;
            while (end < words.Length && (char.IsAsciiDigit(words[end]) || words[end] is '.' or '-'))
            {
                end++;
            }

            AddPart(words[start..at], words[(at + 2)..end], finished);
            start = end;
        }

        AddChoices(words[start..], 1, finished.Parts);
    }

    private static void AddPart(string words, string number, FinishedText finished)
    {
        var weight = 1.0;
        if (number.Length > 0 && !Number(number, -100, 100, out weight))
        {
            finished.Mistakes.Add(new UnparsedPart($"::{number}", UnparsedReasons.ValueInvalid));
            weight = 1;
        }

        if (weight < 0)
        {
            MidjourneyUnwanted.Add(words, finished);
            finished.Parts.Add(new TextPart(PartKind.Instruction, $"::{number}"));
            return;
        }

        AddChoices(words, weight, finished.Parts);
        finished.Parts.Add(
            number.Length == 0 || weight == 1
                ? new TextPart(PartKind.Instruction, $"::{number}")
                : new TextPart(PartKind.Words, ", ")
        );
    }

    /// <summary>Reads choices, "{red, green} bird". The first one of each is kept, because one picture has one of them.</summary>
    private static void AddChoices(string words, double weight, List<TextPart> parts)
    {
        var text = new StringBuilder();
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] != '{' || ChoiceAt(words, at) is not var (options, end))
            {
                text.Append(words[at]);
                continue;
            }

            Flush();
            AddChoices(options[0], weight, parts);
            parts.AddRange(options.Skip(1).Select(option => new TextPart(PartKind.Choice, option.Trim())));
            at = end;
        }

        Flush();

        void Flush()
        {
            if (text.Length > 0)
            {
                parts.Add(new TextPart(PartKind.Words, text.ToString()) { Weight = weight });
                text.Clear();
            }
        }
    }

    /// <summary>The choice at a bracket. Commas separate its options, unless a backslash is before the comma.</summary>
    private static (List<string> Options, int End)? ChoiceAt(string words, int open)
    {
        var (options, option, depth) = (new List<string>(), new StringBuilder(), 0);
        for (var at = open + 1; at < words.Length && at - open <= LongestChoice; at++)
        {
            var c = words[at];
            if (c == '\\' && at + 1 < words.Length && words[at + 1] == ',')
            {
                option.Append(',');
                at++;
            }
            else if (c == '}' && depth == 0)
            {
                options.Add(option.ToString());
                return options.Count > 1 ? (options, at) : null;
            }
            else if (c == ',' && depth == 0)
            {
                options.Add(option.ToString());
                option.Clear();
            }
            else
            {
                depth +=
                    c == '{' ? 1
                    : c == '}' ? -1
                    : 0;
                option.Append(c);
            }
        }

        return null;
    }

    private const int LongestChoice = 1000;

    private static void Apply(FlagToken token, FinishedText finished)
    {
        var flag = MidjourneyFlag.Find(token.Name);
        if (flag is { Name: MidjourneyFlag.Negative })
        {
            MidjourneyUnwanted.Read(token.Value, finished);
            return;
        }

        if (flag is null)
        {
            finished.Settings.Add(new TextSetting(SettingRole.Tool, token.Name, token.Value, token.ToString()));
            finished.Mistakes.Add(new UnparsedPart(token.ToString(), UnparsedReasons.ParameterUnknown));
            return;
        }

        var space = flag.Value switch
        {
            FlagValue.Words => -1,
            FlagValue.None => 0,
            _ => token.Value.IndexOf(' ', StringComparison.Ordinal),
        };
        var value = space < 0 ? token.Value : token.Value[..space].TrimEnd(',');
        Put(flag, token with { Value = value }, finished);
        // Words after a parameter's value belong to the prompt, but are in the wrong place.
        if (space >= 0 && token.Value.AsSpan(space).Trim().Length > 0)
        {
            finished.Parts.Add(new TextPart(PartKind.Words, ", "));
            AddWords(TakeImages(token.Value[space..].Trim(), finished), finished);
        }
    }

    /// <summary>Whether a flag is known and its value is one that Midjourney takes.</summary>
    public static bool IsSound(FlagToken token)
    {
        var alone = new FinishedText();
        Apply(token, alone);
        return alone.Mistakes.TrueForAll(mistake => mistake.Reason is UnparsedReasons.ValueApproximated)
            && (MidjourneyFlag.Find(token.Name)?.Value != FlagValue.Words || token.Value.Length > 0);
    }

    private static void Put(MidjourneyFlag flag, FlagToken token, FinishedText finished)
    {
        var (role, kept, number) = (SettingRole.Tool, false, 0.0);
        var sound = flag.Value != FlagValue.Number || Number(token.Value, flag.Least, flag.Most, out number);
        switch (flag.Name)
        {
            case MidjourneyFlag.Ratio:
                role = SettingRole.Ratio;
                sound = RatioText.Parse(token.Value) is not null;
                finished.Ratio = RatioText.Parse(token.Value) ?? finished.Ratio;
                break;
            case MidjourneyFlag.Seed:
                role = SettingRole.Seed;
                sound = sound && number == Math.Floor(number);
                finished.Seed = sound ? (long)number : finished.Seed;
                break;
            case MidjourneyFlag.Quality when sound:
                role = SettingRole.Quality;
                finished.Quality = Slot.User(
                    number < 1 ? "low"
                    : number < 2 ? "medium"
                    : "high"
                );
                if (number is not (1 or 2))
                {
                    finished.Mistakes.Add(new UnparsedPart($"--q {token.Value}", UnparsedReasons.ValueApproximated));
                }

                break;
            default:
                kept = sound;
                break;
        }

        if (!sound)
        {
            role = SettingRole.Tool;
            finished.Mistakes.Add(new UnparsedPart(token.ToString(), UnparsedReasons.ValueInvalid));
        }

        finished.Settings.Add(new TextSetting(role, flag.Name, token.Value, token.ToString()) { IsKept = kept });
    }

    internal static bool Number(string text, double least, double most, out double number) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        )
        && number >= least
        && number <= most;
}
