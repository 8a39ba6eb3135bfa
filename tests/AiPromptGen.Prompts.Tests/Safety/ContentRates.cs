using System.Globalization;
using System.Text;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Safety;

/// <param name="Wrong">Texts that the rules judge wrong, at most those that a person would read.</param>
internal sealed record ContentRate(int Count, IReadOnlyList<string> Wrong)
{
    public double Share => Count == 0 ? 0 : (double)Wrong.Count / Count;

    public static ContentRate Of(IEnumerable<string> texts, ContentDecision right)
    {
        var all = texts.Distinct(StringComparer.Ordinal).ToList();
        return new ContentRate(all.Count, [.. all.Where(text => ContentRules.Check(text).Decision != right)]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Wrong.Count} of {Count} ({Share * 100:0.0} %)");
}

/// <summary>What the rules of content get wrong in one language.</summary>
internal sealed record ContentRates(
    string Language,
    ContentRate Tuned,
    ContentRate HeldOut,
    ContentRate InContext,
    ContentRate FromLists,
    ContentRate Written
)
{
    public static IReadOnlyList<ContentRates> All { get; } = [.. ContentCases.Languages.Select(Measure)];

    /// <summary>The table of docs/safety.md.</summary>
    public static string Table()
    {
        var table = new StringBuilder();
        table.Append("| Language | Look-alikes, tuned on | Held out | Harmless context | ");
        table.Append("Misses, words of the lists | Misses, other words |\n|---|---|---|---|---|---|\n");
        foreach (var r in All)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {r.Language} | {r.Tuned} | {r.HeldOut} | {r.InContext} | {r.FromLists} | {r.Written} |\n"
            );
        }

        return table.ToString();
    }

    private static ContentRates Measure(string language) =>
        new(
            language,
            ContentRate.Of(ContentCases.TunedOf(language), ContentDecision.Allow),
            ContentRate.Of(ContentCases.HeldOutOf(language), ContentDecision.Allow),
            ContentRate.Of(ContentCases.InContext(language), ContentDecision.Allow),
            ContentRate.Of(ContentCases.FromLists(language), ContentDecision.Refuse),
            ContentRate.Of(ContentCases.Written(language), ContentDecision.Refuse)
        );
}
