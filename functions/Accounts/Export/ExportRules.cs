using System.Collections.Frozen;
using System.Text.Json;

namespace AiPromptGen.Accounts.Export;

/// <summary>What the rows of an account's partition are called in its export, and how often one may be made.</summary>
internal static class ExportRules
{
    /// <summary>Exports that an account may make in each <see cref="Window"/>.</summary>
    public const int MaxADay = 5;
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <summary>
    /// The name of a section by the beginning of the row key, up to its first hyphen. Rows of any other kind are exported too, under
    /// "other:" and that beginning.
    /// </summary>
    public static readonly FrozenDictionary<string, string> Sections = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["account"] = "account",
        ["billingkey"] = "billingKeys",
        ["clawback"] = "clawbacks",
        ["correction"] = "corrections",
        ["entry"] = "ledger",
        ["fav"] = "favourites",
        ["gen"] = "generations",
        ["grant"] = "grants",
        ["grantask"] = "askedGrants",
        ["key"] = "idempotencyKeys",
        ["order"] = "orders",
        ["payment"] = "payments",
        ["refund"] = "refunds",
        ["reinstatement"] = "reinstatements",
        ["reservation"] = "reservations",
        ["subscription"] = "subscriptions",
        ["upload"] = "uploads",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Rows come in the order of their keys, so those of one section come together.</summary>
    public static string SectionOf(string rowKey)
    {
        var word = rowKey.Split('-')[0];
        return Sections.GetValueOrDefault(word) ?? $"other:{word}";
    }

    /// <summary>
    /// A row's properties as a person would read them. Long texts that are stored in parts (Prompt0, Prompt1, …) are put together again.
    /// </summary>
    public static IEnumerable<(string Name, object Value)> Properties(
        IReadOnlyCollection<KeyValuePair<string, object?>> row
    )
    {
        var values = row.Where(p => p.Value is not null)
            .ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in values.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (PartOf(name) is not { } whole || !values.ContainsKey(whole + "0"))
            {
                yield return (JsonNamingPolicy.CamelCase.ConvertName(name), value);
            }
            else if (name.Equals(whole + "0", StringComparison.Ordinal))
            {
                yield return (JsonNamingPolicy.CamelCase.ConvertName(whole), Joined(values, whole));
            }
        }
    }

    /// <param name="Since">The start of the window that the export is counted in.</param>
    /// <param name="Count">Exports in the window with this one; null when this one is too many.</param>
    public sealed record Turn(DateTimeOffset Since, int? Count)
    {
        public DateTimeOffset Ends => Since + Window;
    }

    public static Turn Next(DateTimeOffset? since, int count, DateTimeOffset now) =>
        since is not { } start || now >= start + Window ? new Turn(now, 1)
        : count < MaxADay ? new Turn(start, count + 1)
        : new Turn(start, null);

    private static string? PartOf(string name)
    {
        var whole = name.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return whole.Length < name.Length && whole.Length > 0 ? whole : null;
    }

    private static string Joined(Dictionary<string, object> values, string whole)
    {
        var parts = new List<string>();
        while (values.TryGetValue($"{whole}{parts.Count}", out var part))
        {
            parts.Add(part as string ?? $"{part}");
        }

        return string.Concat(parts);
    }
}
