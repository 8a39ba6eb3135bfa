using System.Globalization;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>
/// The filters of Table storage that the program uses: comparisons with texts, times, numbers and booleans, joined by "and" and "or".
/// A row that lacks the column, or has another type in it, does not match.
/// </summary>
internal sealed class TableFilter
{
    private readonly string text;
    private int at;

    private TableFilter(string text) => this.text = text;

    public static Func<TableEntity, bool> Of(string? filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            return _ => true;
        }

        var reading = new TableFilter(filter);
        var wanted = reading.Any();
        return reading.at == filter.Length ? wanted : throw new NotSupportedException(filter);
    }

    private Func<TableEntity, bool> Any()
    {
        var left = All();
        while (Take(" or "))
        {
            var (before, right) = (left, All());
            left = row => before(row) || right(row);
        }

        return left;
    }

    private Func<TableEntity, bool> All()
    {
        var left = One();
        while (Take(" and "))
        {
            var (before, right) = (left, One());
            left = row => before(row) && right(row);
        }

        return left;
    }

    private Func<TableEntity, bool> One()
    {
        if (Take("("))
        {
            var inner = Any();
            return Take(")") ? inner : throw new NotSupportedException(text);
        }

        var (name, comparison) = (Until(' '), Until(' '));
        var literal = Literal();
        return row =>
            row.TryGetValue(name, out var value)
            && Compare(value, literal) is { } order
            && comparison switch
            {
                "eq" => order == 0,
                "ne" => order != 0,
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                "le" => order <= 0,
                _ => throw new NotSupportedException(text),
            };
    }

    private static int? Compare(object? value, object literal) =>
        (value, literal) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (bool a, bool b) => a.CompareTo(b),
            (int a, long b) => ((long)a).CompareTo(b),
            (long a, long b) => a.CompareTo(b),
            _ => null,
        };

    private object Literal()
    {
        var kind = "";
        if (text[at] != '\'')
        {
            var end = text.AsSpan(at).IndexOfAny('\'', ' ', ')') is >= 0 and var length ? at + length : text.Length;
            kind = text[at..end];
            at = end;
        }

        if (at < text.Length && text[at] == '\'')
        {
            var quoted = Quoted();
            return kind switch
            {
                "" => quoted,
                "datetime" => DateTimeOffset.Parse(quoted, CultureInfo.InvariantCulture),
                _ => throw new NotSupportedException(text),
            };
        }

        return bool.TryParse(kind, out var truth) ? truth : long.Parse(kind.TrimEnd('L'), CultureInfo.InvariantCulture);
    }

    /// <summary>A quote inside is doubled.</summary>
    private string Quoted()
    {
        var begin = ++at;
        while (text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\''))
        {
            at += text[at] == '\'' ? 2 : 1;
        }

        return text[begin..at++].Replace("''", "'", StringComparison.Ordinal);
    }

    private bool Take(string word)
    {
        if (!text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private string Until(char end)
    {
        var begin = at;
        at = text.IndexOf(end, at);
        return text[begin..at++];
    }
}
