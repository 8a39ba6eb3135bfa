using System.Globalization;

namespace AiPromptGen.Prompts.Exports;

/// <summary>
/// RFC 4180, a row for each prompt and target. A cell that a spreadsheet would run as a formula starts with an apostrophe
/// (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
internal sealed class CsvExport : ExportFormat
{
    public override string Id => "csv";
    public override string ContentType => "text/csv; charset=utf-8; header=present";
    public override string Extension => "csv";

    protected override string Head =>
        Row("id", "folder", "title", "note", "created_at", "target", "prompt", "negative", "settings");

    protected override string Write(ExportItem item) =>
        string.Concat(
            item.Renderings()
                .Select(each =>
                    Row(
                        item.Id,
                        item.Folder,
                        item.Title,
                        item.Note,
                        item.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
                        each.Target.Id,
                        each.Rendering.Prompt,
                        each.Rendering.Negative,
                        ExportText.Settings(each.Rendering.Parameters)
                    )
                )
        );

    private static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Full-width signs too: some spreadsheets take them for the plain ones.
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            ? "'" + text
            : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
