using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiPromptGen.Simulators;

/// <summary>
/// What the simulated model adds to an idea, so that merging a full answer can be seen without a key. The texts are in
/// <c>descriptions.json</c>. Each entry there has words, and what is said of an idea that has one of them. Where several entries
/// fit, the earlier one decides the fields that both have; the last entry has no words and fits every idea.
/// </summary>
internal sealed partial class Description
{
    private static readonly IReadOnlyList<(HashSet<string> Words, JsonArray Says)> Entries = Read();

    /// <summary>The places in the answer whose names differ from the names of the choices that fill them.</summary>
    private static readonly FrozenDictionary<string, string> Places = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["style"] = "styles",
        ["aspectRatio"] = "ratio",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonNode?> said = new(StringComparer.Ordinal);

    /// <summary>Places that the person has chosen; a model must not say anything there.</summary>
    private IReadOnlyList<string> chosen = [];

    private Description() { }

    /// <param name="text">What the user said: an idea, or the app's own message with the idea and what was chosen for it.</param>
    /// <param name="turn">Counts from 0; descriptions of the same idea take the texts of an entry in turn.</param>
    public static Description Of(string text, int turn)
    {
        var message = Json.Parse(text);
        var idea = message?["idea"]?.ToString() ?? text;
        var words = Word()
            .Matches(Denied().Replace(idea, ""))
            .Select(word => word.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var description = new Description
        {
            chosen =
            [
                .. (message?["chosen"] as JsonObject ?? []).Select(choice =>
                    Places.GetValueOrDefault(choice.Key, choice.Key)
                ),
            ],
        };
        var head = Word().Matches(Head().Match(idea).Value).Select(word => word.Value).Reverse().ToList();
        var noun = head.Find(word => Entries.Any(entry => IsOfThing(entry.Says) && entry.Words.Contains(word)));
        foreach (var (fitting, says) in Entries)
        {
            if (
                fitting.Count > 0
                && !(IsOfThing(says) ? noun is not null && fitting.Contains(noun) : fitting.Overlaps(words))
            )
            {
                continue;
            }

            var fields = says[turn % says.Count]!.AsObject();
            foreach (var (place, value) in fields.Where(field => !description.IsChosen(field.Key)))
            {
                description.said.TryAdd(place, value);
            }
        }

        description.said["subjects.noun"] = noun;
        var quoted = Quoted().Matches(idea).Select(quote => quote.Groups["words"].Value);
        description.said["writing"] = new JsonArray([.. quoted.Select(Writing)]);
        return description;
    }

    /// <param name="path">A place in an answer, such as <c>prompts.lighting.source</c>; what comes before the description counts for nothing.</param>
    /// <param name="value">What is said; null where such a picture has nothing in that place.</param>
    /// <returns>Whether anything is said of that place.</returns>
    public bool Says(string path, out JsonNode? value)
    {
        var place = said.Keys.FirstOrDefault(place => path.EndsWith($".{place}", StringComparison.Ordinal));
        value = place is null ? null : said[place]?.DeepClone();
        return place is not null;
    }

    /// <summary>
    /// Whether the entry describes a thing. It then fits only what the idea is about, which is its last word before a preposition or
    /// a verb: the keeper in "a lighthouse keeper with a cat".
    /// </summary>
    private static bool IsOfThing(JsonArray says) =>
        says.Any(way => way!.AsObject().Any(field => field.Key.StartsWith("subjects.", StringComparison.Ordinal)));

    private bool IsChosen(string place) => chosen.Contains(place.Split('.')[0], StringComparer.Ordinal);

    private static JsonObject Writing(string words) =>
        new()
        {
            ["words"] = words,
            ["looks"] = "plain, evenly spaced capitals",
            ["place"] = null,
        };

    private static List<(HashSet<string> Words, JsonArray Says)> Read()
    {
        using var stream = typeof(Description).Assembly.GetManifestResourceStream("descriptions.json")!;
        return
        [
            .. JsonNode
                .Parse(stream)!
                .AsArray()
                .Select(entry =>
                    (
                        entry!["words"]!
                            .ToString()
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .ToHashSet(StringComparer.OrdinalIgnoreCase),
                        entry["says"]!.AsArray()
                    )
                ),
        ];
    }

    [GeneratedRegex(@"\b(no|not|without)\s+\w+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Denied();

    [GeneratedRegex(
        @"^.*?(?=[,.;:]|\b(with|and|in|on|at|of|near|under|by|for|over|from|as|\w+ing)\b|$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Head();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(
        "[\"“„«](?<words>[^\"“”„«»]{1,80})[\"”“»]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Quoted();
}
