using System.Globalization;
using System.Text;

namespace AiPromptGen.Audit;

/// <summary>Where a search goes on: a day, and the place in that day's table.</summary>
/// <param name="Token">The continuation token of Table storage: two words without white space; null at the beginning of the day.</param>
internal sealed record AuditCursor(DateOnly Day, string? Token)
{
    private const string DayFormat = "yyyyMMdd";
    private const int MostCharacters = 2000;

    public override string ToString() =>
        Convert
            .ToBase64String(
                Encoding.ASCII.GetBytes(Day.ToString(DayFormat, CultureInfo.InvariantCulture) + " " + Token)
            )
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    /// <exception cref="FormatException">The text is not a cursor that this class has written.</exception>
    public static AuditCursor Parse(string text)
    {
        if (text.Length is 0 or > MostCharacters)
        {
            throw new FormatException("Too short or too long.");
        }

        var base64 = text.Replace('-', '+').Replace('_', '/');
        var padded = base64 + new string('=', (4 - (base64.Length % 4)) % 4);
        var words = Encoding.ASCII.GetString(Convert.FromBase64String(padded)).Split(' ');
        var day = DateOnly.ParseExact(words[0], DayFormat, CultureInfo.InvariantCulture);
        return words switch
        {
            [_, ""] => new AuditCursor(day, null),
            [_, var partition, var row] when IsWord(partition) && (row.Length == 0 || IsWord(row)) => new AuditCursor(
                day,
                $"{partition} {row}"
            ),
            _ => throw new FormatException("Not a place in a table."),
        };
    }

    private static bool IsWord(string word) => word.Length > 0 && word.All(c => c is > ' ' and <= '~');
}
