using Azure;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>A listing of the storage in memory, page after page.</summary>
/// <param name="read">
/// Reads one page: from a place (null for the beginning), and at most as many items as were asked for. It returns the items and the place
/// at which the next page begins; null after the last page.
/// </param>
/// <param name="tokenOf">Makes the continuation token of a place.</param>
/// <param name="placeOf">Reads the place from a continuation token.</param>
internal sealed class Pages<T, TPlace>(
    Func<TPlace?, int?, Task<(IReadOnlyList<T> Items, TPlace? Next)>> read,
    Func<TPlace, string> tokenOf,
    Func<string, TPlace> placeOf
) : AsyncPageable<T>
    where T : notnull
    where TPlace : struct
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        TPlace? place = continuationToken is null ? null : placeOf(continuationToken);
        do
        {
            var (items, next) = await read(place, pageSizeHint).ConfigureAwait(false);
            yield return Page<T>.FromValues(items, next is { } some ? tokenOf(some) : null, new Answer(200));
            place = next;
        } while (place is not null);
    }
}
