using Azure;

namespace AiPromptGen.Audit;

/// <param name="Cursor">Where to go on; null at the end. A page may be short, or empty, and still have one.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRow> Rows, string? Cursor);

/// <summary>Reads audit rows day by day, newest day first, with bounded work a call.</summary>
internal sealed class AuditQuery(AuditTables tables)
{
    public const int MostRows = 100;

    /// <summary>Storage looks at up to a thousand rows a read; a day without a table is a read too.</summary>
    public const int MostReads = 32;

    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, string? cursor, CancellationToken cancellationToken)
    {
        var (first, last) = (DayTableRules.Day(filter.From), DayTableRules.Day(filter.Until.AddTicks(-1)));
        var place = cursor is null ? new AuditCursor(last, null) : AuditCursor.Parse(cursor);
        if (place.Day > last)
        {
            place = new AuditCursor(last, null);
        }

        var (rows, query) = (new List<AuditRow>(), filter.ToQuery());
        for (var reads = 0; reads < MostReads && rows.Count < MostRows && place.Day >= first; reads++)
        {
            var page = await ReadAsync(place, query, MostRows - rows.Count, cancellationToken);
            rows.AddRange(page?.Values.Select(AuditRow.Of) ?? []);
            place = page?.ContinuationToken is { } next
                ? place with
                {
                    Token = next,
                }
                : new AuditCursor(place.Day.AddDays(-1), null);
        }

        return new AuditPage(rows, place.Day >= first ? place.ToString() : null);
    }

    /// <returns>Null when the day has no table.</returns>
    private async Task<Page<TableEntity>?> ReadAsync(
        AuditCursor place,
        string query,
        int most,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var pages = tables
                .Days.Find(place.Day)
                .QueryAsync<TableEntity>(query, most, cancellationToken: cancellationToken)
                .AsPages(place.Token, most);
            await using var reader = pages.GetAsyncEnumerator(cancellationToken);
            return await reader.MoveNextAsync() ? reader.Current : null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException refused) when (refused.Status == 400 && place.Token is not null)
        {
            throw new FormatException("Storage does not know this place.", refused);
        }
    }
}
