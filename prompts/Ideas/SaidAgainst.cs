using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What must not be added beside words of the idea: a saturated film look beside "faded", an eerie mood beside "proud".</summary>
internal static partial class SaidAgainst
{
    private static readonly IReadOnlyList<string> SunWords = WordLists.InOrder("sun-phrases");
    private static readonly IReadOnlyList<string> WetWeather = WordLists.InOrder("said-wet");
    private static readonly IReadOnlyList<string> Sun = WordLists.InOrder("said-sun");
    private static readonly IReadOnlyList<string> Tight = WordLists.InOrder("tight-phrases");
    private static readonly IReadOnlyList<string> Open = WordLists.InOrder("said-open");
    private static readonly IReadOnlyList<string> Strong = WordLists.InOrder("strong-color-phrases");
    private static readonly IReadOnlyList<string> Faded = WordLists.InOrder("said-faded");
    private static readonly IReadOnlyList<string> Heavy = WordLists.InOrder("heavy-moods");
    private static readonly IReadOnlyList<string> Light = WordLists.InOrder("said-light-hearted");
    private static readonly IReadOnlyList<string> Merry = WordLists.InOrder("merry-moods");
    private static readonly IReadOnlyList<string> Grave = WordLists.InOrder("said-grave");
    private static readonly IReadOnlyList<string> DeniedHeavy = WordLists.InOrder("denied-heavy");
    private static readonly IReadOnlyList<string> DeniedMerry = WordLists.InOrder("denied-merry");
    private static readonly IReadOnlyList<string> Single = WordLists.InOrder("single-clauses");
    private static readonly IReadOnlyList<string> Panels = WordLists.InOrder("said-panels");

    public static bool Forbids(LibraryEntry entry, string text) =>
        Both(entry.Phrase, Tight, text, Open)
        || Both(entry.Phrase, Strong, text, Faded)
        || (entry.Kind is LibraryKind.Composition && Both(entry.Phrase, Single, text, Panels))
        || (entry.Kind is LibraryKind.Mood && ForbidsMood(entry.Phrase, text))
        || (
            entry is { Kind: LibraryKind.Lighting, Needs: null }
            && Both(entry.Phrase, SunWords, text, WetWeather)
            && !Has(text, Sun)
        );

    /// <summary>"85mm", "f/1.8", "1/4000", "ISO 400": whoever says how the camera is set wants no other lens.</summary>
    public static bool SaysCamera(string text) => CameraSetting().IsMatch(text);

    private static bool ForbidsMood(string mood, string text) =>
        Both(mood, Heavy, text, Light)
        || (Has(mood, Heavy) && DeniedHeavy.Any(word => IsDenied(text, word)))
        || Both(mood, Merry, text, Grave)
        || (Has(mood, Merry) && DeniedMerry.Any(word => IsDenied(text, word)));

    private static bool IsDenied(string text, string word) =>
        WholeWord.Contains(text, $"not {word}") || WholeWord.Contains(text, $"never {word}");

    private static bool Both(string phrase, IReadOnlyList<string> words, string text, IReadOnlyList<string> said) =>
        Has(phrase, words) && Has(text, said);

    private static bool Has(string text, IReadOnlyList<string> words) =>
        words.Any(word => WholeWord.Contains(text, word));

    [GeneratedRegex(
        @"\b\d{2,3} ?mm\b|\bf/\d|\b1/\d{2,5}s?\b|\bISO ?\d{2,5}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex CameraSetting();
}
