using System.Text.Json;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Safety;

/// <summary>
/// The cases of the rules of content: look-alikes and words in the files beside this one, which were written before the rules, and
/// combinations of the rules' own lists. Terms only, no stories.
/// </summary>
internal static class ContentCases
{
    private const string Folder = "tests/AiPromptGen.Prompts.Tests/Safety/";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, string[]> LookAlikes = Read<string[]>("look-alikes");
    private static readonly Dictionary<string, string[]> Second = Read<string[]>("second-look-alikes");
    private static readonly Dictionary<string, string[]> Third = Read<string[]>("third-look-alikes");
    private static readonly Dictionary<string, Combination> Combinations = Read<Combination>("combinations");

    public static IReadOnlyList<string> Languages { get; } = [.. ContentLanguage.All.Select(language => language.Id)];

    /// <summary>Harmless texts that the lists were tuned on: every other one of the first file, and the other two.</summary>
    public static IEnumerable<string> TunedOf(string language) =>
        LookAlikes[language].Where((_, place) => place % 2 == 0).Concat(Second[language]).Concat(Third[language]);

    /// <summary>The rest of the first file: written before the lists, not looked at while they were tuned.</summary>
    public static IEnumerable<string> HeldOutOf(string language) =>
        LookAlikes[language].Where((_, place) => place % 2 == 1);

    /// <summary>Minor and state in words that the author of the lists had not yet written down.</summary>
    public static IEnumerable<string> Written(string language)
    {
        var (ages, states, frames) = Combinations[language];
        return from age in ages from state in states from frame in frames select Filled(frame, age, state);
    }

    /// <summary>Every minor of the lists with every state, in one frame each, one after another.</summary>
    public static IEnumerable<string> FromLists(string language)
    {
        var (terms, frames) = (TermsOf(language), Combinations[language].Frames);
        string[] minors = [.. terms.Children, .. terms.Minors, .. Ages(terms)];
        string[] states = [.. terms.Sexual, .. terms.Bare, .. terms.Clinical, .. terms.Abuse];
        return minors.SelectMany(
            (minor, m) => states.Select((state, s) => Filled(frames[(m + s) % frames.Length], minor, state))
        );
    }

    /// <summary>The same in the contexts that make them harmless.</summary>
    public static IEnumerable<string> InContext(string language)
    {
        var (terms, frames) = (TermsOf(language), Combinations[language].Frames);
        (IReadOnlyList<string> States, string[] Contexts)[] pairs =
        [
            (terms.Bare, [.. terms.Art]),
            (terms.Clinical, [.. terms.Medicine, .. terms.Awareness]),
            (terms.Abuse, [.. terms.Awareness, .. terms.History, .. terms.Medicine]),
        ];
        return from pair in pairs
            from state in pair.States.Select((word, place) => (word, place))
            from context in pair.Contexts.Select((word, place) => (word, place))
            let child = terms.Children[(state.place + context.place) % terms.Children.Count]
            let frame = frames[(state.place + context.place) % frames.Length]
            select $"{Plain(context.word)}, {Filled(frame, child, state.word)}";
    }

    private static IEnumerable<string> Ages(ContentLanguage terms)
    {
        var (girl, ages) = (terms.Girls.Count > 0 ? terms.Girls[0] : null, terms.Ages);
        return girl is null
            ? ["12岁", "十三歳"]
            :
            [
                .. ages.Select(unit => $"12 {unit} {girl}"),
                .. terms.Years.Take(1).Select(years => $"{girl}, 13 {years}"),
                .. terms.Aged.Select(aged => $"{aged} 12"),
                .. terms.Young.Take(1).Select(young => $"{young} {girl}"),
            ];
    }

    private static string Filled(string frame, string age, string state) =>
        frame
            .Replace("{age}", Plain(age), StringComparison.Ordinal)
            .Replace("{state}", Plain(state), StringComparison.Ordinal);

    private static string Plain(string term) => term.TrimEnd('*');

    private static ContentLanguage TermsOf(string language) => ContentLanguage.All.Single(l => l.Id == language);

    private static Dictionary<string, T> Read<T>(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, T>>(Repository.Read($"{Folder}{name}.json"), Web)!;

    private sealed record Combination(string[] Ages, string[] States, string[] Frames);
}
