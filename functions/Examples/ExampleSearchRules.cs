using System.Globalization;
using System.Text;
using AiPromptGen.Prompts;

namespace AiPromptGen.Examples;

/// <summary>What a visitor searches for. A part that is absent excludes nothing.</summary>
internal sealed record ExampleQuery
{
    public string? Text { get; init; }
    public string? Tag { get; init; }
    public string? Target { get; init; }

    /// <summary>The id of the last example already seen.</summary>
    public string? After { get; init; }

    public required int Limit { get; init; }
}

internal sealed record ExamplePage(
    IReadOnlyList<CuratedExample> Examples,
    IReadOnlyDictionary<string, int> Tags,
    int Total,
    string? Cursor
);

/// <summary>
/// Each word of the query must be the beginning of a word in the title, the idea or the tags; case and accents do not matter. The order is
/// that of the collection, so a cursor stays valid when the filter changes.
/// </summary>
internal static class ExampleSearchRules
{
    /// <returns>Null when no example has the cursor's id.</returns>
    public static ExamplePage? Find(IReadOnlyList<CuratedExample> all, ExampleQuery query)
    {
        var start = Start(all, query.After);
        if (start < 0)
        {
            return null;
        }

        var words = Words(query.Text ?? "").ToList();
        var found = all.Select((example, at) => (example, at))
            .Where(pair =>
                Matches(pair.example, words) && (query.Target is null || Has(pair.example.Targets, query.Target))
            )
            .ToList();
        var tagged = found.FindAll(pair => query.Tag is null || Has(pair.example.Tags, query.Tag));
        var rest = tagged.FindAll(pair => pair.at >= start).ConvertAll(pair => pair.example);
        var page = rest.Take(query.Limit).ToList();
        return new ExamplePage(
            page,
            Facets(found.Select(pair => pair.example)),
            tagged.Count,
            rest.Count > page.Count ? page[^1].Id : null
        );
    }

    /// <summary>Counted before the tag filter, so that every count says what choosing that tag would show.</summary>
    private static SortedDictionary<string, int> Facets(IEnumerable<CuratedExample> examples)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var tag in examples.SelectMany(example => example.Tags))
        {
            counts[tag] = counts.GetValueOrDefault(tag) + 1;
        }

        return counts;
    }

    private static int Start(IReadOnlyList<CuratedExample> all, string? after)
    {
        for (var i = 0; after is not null && i < all.Count; i++)
        {
            if (string.Equals(all[i].Id, after, StringComparison.Ordinal))
            {
                return i + 1;
            }
        }

        return after is null ? 0 : -1;
    }

    private static bool Matches(CuratedExample example, List<string> wanted)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        var subjects = example
            .Prompt?.Subjects.Select(subject => subject.Phrase ?? subject.Noun)
            .Select(slot => slot?.Value);
        var words = Words(string.Join(' ', [example.Title, example.Idea, .. example.Tags, .. subjects ?? []])).ToList();
        return wanted.TrueForAll(word => words.Exists(own => own.StartsWith(word, StringComparison.Ordinal)));
    }

    private static bool Has(IReadOnlyList<string> list, string item) => list.Contains(item, StringComparer.Ordinal);

    /// <summary>Lower case without accents, cut at everything that is no letter or digit.</summary>
    private static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in PlainText.Clean(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ");
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
