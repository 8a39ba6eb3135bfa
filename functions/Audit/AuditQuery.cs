using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;

namespace AiPromptGen.Audit;

/// <param name="Cursor">Where the next page begins; null on the last page. A short or empty page may still have a cursor.</param>
internal sealed record AuditPage(IReadOnlyList<AuditRow> Rows, string? Cursor);

/// <summary>Reads audit rows day by day, newest day first. The work of one call is bounded.</summary>
internal sealed class AuditQuery(AuditTables tables)
{
    /// <summary>Rows that one page has at most.</summary>
    public const int MaxRows = 100;

    /// <summary>
    /// Reads of storage for one page. Storage looks at up to 1,000 rows in each; a day without a table counts as a read too.
    /// </summary>
    public const int MaxReads = 32;

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
        for (var reads = 0; reads < MaxReads && rows.Count < MaxRows && place.Day >= first; reads++)
        {
            var page = await ReadAsync(place, query, MaxRows - rows.Count, cancellationToken);
            rows.AddRange(page?.Values.Select(AuditRow.FromRow) ?? []);
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
        int max,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var pages = tables
                .Days.Find(place.Day)
                .QueryAsync<TableEntity>(query, max, cancellationToken: cancellationToken)
                .AsPages(place.Token, max);
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

/// <summary>Where a search goes on: a day, and the place in that day's table.</summary>
/// <param name="Token">The continuation token of Table storage: two words without white space; null at the beginning of the day.</param>
internal sealed record AuditCursor(DateOnly Day, string? Token)
{
    private const string DayFormat = "yyyyMMdd";
    private const int MaxCharacters = 2000;

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
        if (text.Length is 0 or > MaxCharacters)
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

/// <summary>All audit rows of an account, for its owner's export.</summary>
internal sealed class AuditExport(AuditQuery query, AuditKeys keys, TimeProvider time) : IExportSection
{
    public string Name => "audit";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var filter = new AuditFilter
        {
            From = now - DayTableRules.Limit,
            // The end is after now, because the row about this export has just been written.
            Until = now.AddSeconds(1),
            Keys = keys.KeyOf(accountId, now - DayTableRules.Limit, now.AddSeconds(1)),
        };
        string? cursor = null;
        do
        {
            var page = await query.ReadAsync(filter, cursor, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["rowKey"] = row.Id,
                    ["accountKey"] = row.AccountKey.Value,
                    ["requestStatus"] = row.RequestStatus,
                    ["safetyDecision"] = row.SafetyDecision,
                    ["modelRoute"] = row.ModelRoute,
                    ["quotaEvent"] = row.QuotaEvent,
                    ["requestedAt"] = row.RequestedAt,
                    ["completedAt"] = row.CompletedAt,
                };
            }

            cursor = page.Cursor;
        } while (cursor is not null);
    }
}
