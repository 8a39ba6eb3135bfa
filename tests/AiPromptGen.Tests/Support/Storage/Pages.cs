using Azure;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>What storage in memory lists, page after page.</summary>
/// <param name="read">From there on, and as many as were asked for; gives the items and where the next page begins.</param>
/// <param name="tokenOf">Of a place.</param>
/// <param name="placeOf">Of a token.</param>
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
