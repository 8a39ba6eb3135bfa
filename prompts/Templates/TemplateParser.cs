using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Templates;

/// <summary>
/// Reads <c>{a|b}</c>, <c>{2$$a|b|c}</c>, <c>{1-2$$ and $$a|b|c}</c>, <c>{3::a|b}</c> and <c>__list__</c>, nested. A backslash makes the
/// sign after it a plain one.
/// </summary>
internal sealed class TemplateParser(string text)
{
    public const int MostDepth = 8;

    private const string Mark = "$$";
    private const int MostQuantity = 50;
    private const decimal LargestWeight = 1000;

    /// <summary>The weight of an option that names none.</summary>
    private const long Thousand = 1000;
    private static readonly SearchValues<char> AfterNetwork = SearchValues.Create("<>{}|\n");

    private const string Escapable = @"{}|\_$:";

    private int at;

    /// <exception cref="TemplateException">The first mistake, with its place.</exception>
    public TemplateNode Parse()
    {
        var node = Sequence(depth: 0);
        return at == text.Length
            ? node
            : throw TemplateException.At(
                at,
                TemplateCodes.Unopened,
                @"this brace closes nothing. Write \} for a brace."
            );
    }

    /// <summary>The list that is named here, with the place after it; null when these are plain characters.</summary>
    public static (string Name, int End)? ListAt(string text, int start)
    {
        if (!IsMark(text, start) || (start > 0 && IsWord(text[start - 1])))
        {
            return null;
        }

        var end = start + 2;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
        {
            end++;
        }

        return
            end > start + 2
            && char.IsAsciiLetter(text[start + 2])
            && IsMark(text, end)
            && (end + 2 == text.Length || !IsWord(text[end + 2]))
            ? (text[(start + 2)..end], end + 2)
            : null;
    }

    private static bool IsMark(string text, int at) => at + 1 < text.Length && text[at] == '_' && text[at + 1] == '_';

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Up to the end of the text, or inside a choice to its next | or }.</summary>
    private TemplateSequence Sequence(int depth)
    {
        var (parts, plain) = (new List<TemplateNode>(), new StringBuilder());
        while (at < text.Length && text[at] is not '}' && (depth == 0 || text[at] is not '|'))
        {
            if (text[at] == '{')
            {
                Flush(parts, plain);
                parts.Add(Choice(depth + 1));
            }
            else if (NetworkEnd() is { } network)
            {
                plain.Append(text, at, network - at);
                at = network;
            }
            else if (ListAt(text, at) is var (name, end))
            {
                Flush(parts, plain);
                parts.Add(ListOf(name));
                at = end;
            }
            else
            {
                plain.Append(Character());
            }
        }

        Flush(parts, plain);
        return new TemplateSequence(parts);
    }

    /// <summary>"&lt;lora:my__style__v2:0.8&gt;" is the name of a file: nothing in it is a list. The place after it.</summary>
    private int? NetworkEnd()
    {
        if (text[at] != '<')
        {
            return null;
        }

        var length = text.AsSpan(at + 1).IndexOfAny(AfterNetwork);
        var end = length < 0 ? 0 : at + 1 + length;
        return length > 0 && text[end] == '>' && text.AsSpan(at, length).Contains(':') ? end + 1 : null;
    }

    private static void Flush(List<TemplateNode> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            parts.Add(new TemplateText(plain.ToString()));
            plain.Clear();
        }
    }

    private char Character()
    {
        if (text[at] == '\\' && at + 1 < text.Length && Escapable.Contains(text[at + 1], StringComparison.Ordinal))
        {
            at++;
        }

        return text[at++];
    }

    private TemplateChoice ListOf(string name)
    {
        var list =
            TemplateLists.Instance.Find(name)
            ?? throw TemplateException.At(
                at,
                TemplateCodes.ListUnknown,
                $@"there is no such list. Known: {string.Join(", ", TemplateLists.Instance.All.Select(l => l.Id))}. Write \__ for the characters."
            );
        return new TemplateChoice(
            [.. list.Words.Select(word => new TemplateOption(new TemplateText(word), Thousand))],
            1,
            1,
            TemplateChoice.DefaultSeparator
        )
        {
            IsList = true,
        };
    }

    private TemplateChoice Choice(int depth)
    {
        var open = at++;
        if (depth > MostDepth)
        {
            throw TemplateException.At(open, TemplateCodes.TooDeep, $"choices may be nested {MostDepth} deep.");
        }

        var (least, most, separator) = Quantity();
        var options = new List<TemplateOption>();
        do
        {
            options.Add(Option(depth));
            if (at == text.Length)
            {
                throw TemplateException.At(
                    open,
                    TemplateCodes.Unclosed,
                    @"this brace is never closed. Write \{ for a brace."
                );
            }
        } while (text[at++] == '|');

        var isList = options is [{ Content: TemplateSequence { Parts: [TemplateChoice { IsList: true }] } }];
        if (isList)
        {
            // {2$$__colors__} takes two of the list, not two of one option.
            options = [.. ((TemplateChoice)((TemplateSequence)options[0].Content).Parts[0]).Options];
        }

        return most <= options.Count
            ? new TemplateChoice(options, least, most, separator) { IsList = isList }
            : throw TemplateException.At(
                open,
                TemplateCodes.QuantityInvalid,
                $"{most} are to be taken of {options.Count}."
            );
    }

    /// <summary>"2$$", "1-2$$", "2$$ and $$" at the start of a choice; one when there is none.</summary>
    private (int Least, int Most, string Separator) Quantity()
    {
        var start = at;
        if (Header() is not { } quantity)
        {
            return (1, 1, TemplateChoice.DefaultSeparator);
        }

        var bounds = quantity.Split('-');
        var valid =
            int.TryParse(bounds[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            & int.TryParse(bounds[^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most);
        if (!valid || bounds.Length > 2 || least < 1 || most < least || most > MostQuantity)
        {
            throw TemplateException.At(
                start,
                TemplateCodes.QuantityInvalid,
                $@"before $$ stands how many are taken, 1 to {MostQuantity}, as in 2$$ or 1-3$$. Write \$ for the sign."
            );
        }

        return (least, most, Header() ?? TemplateChoice.DefaultSeparator);
    }

    /// <summary>What stands before the next $$ of this option, read away; null when there is none.</summary>
    private string? Header()
    {
        var (start, read) = (at, new StringBuilder());
        while (at < text.Length && text[at] is not ('{' or '}' or '|'))
        {
            if (string.CompareOrdinal(text, at, Mark, 0, Mark.Length) == 0)
            {
                at += Mark.Length;
                return read.ToString();
            }

            read.Append(Character());
        }

        at = start;
        return null;
    }

    /// <summary>Up to its | or }, without the spaces around it.</summary>
    private TemplateOption Option(int depth)
    {
        var weight = Weight();
        var parts = Sequence(depth).Parts.ToList();
        if (parts is [TemplateText first, ..])
        {
            parts[0] = new TemplateText(first.Value.TrimStart());
        }

        if (parts is [.., TemplateText last])
        {
            parts[^1] = new TemplateText(last.Value.TrimEnd());
        }

        return new TemplateOption(new TemplateSequence(parts), weight);
    }

    /// <summary>Reads "3::" or "0.5::" away, in thousandths. A word before the colons is no weight.</summary>
    private long Weight()
    {
        var end = text.IndexOf("::", at, StringComparison.Ordinal);
        var number = end < 0 ? "" : text[at..end].Trim();
        if (number.Length == 0 || !number.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+'))
        {
            return Thousand;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (
            !decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out var value)
            || value is < 0.001m or > LargestWeight
        )
        {
            throw TemplateException.At(
                at,
                TemplateCodes.WeightInvalid,
                @"a weight is a number from 0.001 to 1000. Write \: for a colon."
            );
        }

        at = end + 2;
        return (long)(value * Thousand);
    }
}
