using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Makes words of a prompt from words of a model. A value that could mean something to a tool, a browser or the next model is
/// dropped as a whole and not repaired, because a picture can always be described in other words. A value that only describes is
/// kept: a negation in it is cut out or turned around, and a value that is too long ends at the last comma that fits.
/// </summary>
internal static partial class ModelWords
{
    /// <summary>Characters of a value. The model is asked for at most 120; models count badly, so twice that is taken.</summary>
    public const int MaxValueLength = 240;
    public const int MaxTitleLength = 80;
    private const int MaxTextLength = 600;

    /// <summary>Characters from which a value is no description any more and is dropped.</summary>
    private const int Junk = 4000;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "don't", "don’t"];

    /// <returns>The value as a phrase for a slot; null when it cannot be used.</returns>
    public static string? Phrase(string? value, int maxLength = MaxValueLength) =>
        Text(value, Junk) is { } text && Affirmed(text) is { } said && Fitting(said, maxLength) is { } words
            ? words.TrimEnd('.')
            : null;

    /// <summary>
    /// The sentences of a summary, at most 600 characters. Negations go from them too, because they stand in for the subject where a
    /// prompt has none.
    /// </summary>
    public static string? Summary(string? value) => Text(value, MaxTextLength) is { } text ? Affirmed(text) : null;

    /// <summary>A title, a translation or writing. A text that is too long ends at a comma or between words.</summary>
    /// <returns>Null when it cannot be used.</returns>
    public static string? Text(string? value, int maxLength)
    {
        if (value is null || value.Length > Junk)
        {
            return null;
        }

        var text = PlainText.Clean(value);
        if (Syntax().IsMatch(text) || Links().IsMatch(text) || Orders().IsMatch(text))
        {
            return null;
        }

        text = OneSpace.Between(Signs().Replace(text, " ")).Replace(" ,", ",", StringComparison.Ordinal);
        text = text.Trim(' ', ',', ';', '-', '–', '—');
        return text.Any(char.IsLetter) || Year().IsMatch(text) ? Fitting(text, maxLength) : null;
    }

    /// <summary>The parts of a long value, each short enough for a slot of its own.</summary>
    public static IReadOnlyList<string> Parts(string? value, int maxLength)
    {
        var parts = new List<string>();
        for (var rest = Phrase(value, Junk); rest is not null; )
        {
            if (Fitting(rest, maxLength) is not { } part)
            {
                break;
            }

            parts.Add(part);
            rest = rest.Length > part.Length ? rest[part.Length..].Trim(' ', ',', ';', '.') : null;
            rest = rest is { Length: > 0 } ? rest : null;
        }

        return parts;
    }

    /// <summary>The text up to the last comma that fits, else up to the last word; null where one word is too long.</summary>
    private static string? Fitting(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var window = text.AsSpan(0, maxLength + 1);
        var at = window.LastIndexOfAny(',', ';', '.');
        at = at >= maxLength / 3 ? at : window.LastIndexOf(' ');
        return at > 0 ? text[..at].TrimEnd(' ', ',', ';', '.', '-', '–', '—') : null;
    }

    /// <summary>
    /// The text without its negations. The library says some of them the other way round ("no people" becomes "deserted scene"); the others are
    /// cut out. Null when nothing is left.
    /// </summary>
    private static string? Affirmed(string text)
    {
        text = Partly(text);
        if (!Negates(text) && !Nobody().IsMatch(text))
        {
            return text;
        }

        var said = Nobody()
            .Replace(text, PromptLibrary.Instance.PositiveFor("people") is { } empty ? $", {empty}" : "");
        said = Absent()
            .Replace(
                said,
                match =>
                    PromptLibrary.Instance.PositiveFor(match.Groups["what"].Value.Trim()) is { } positive
                        ? $", {positive}"
                        : ""
            );
        said = OneSpace.Between(Negated().Replace(said, "")).Replace(" ,", ",", StringComparison.Ordinal);
        said = Commas()
            .Replace(said.Replace(".,", ",", StringComparison.Ordinal), ", ")
            .Trim(' ', ',', ';', '.', '-', '–', '—');
        return said.Any(char.IsLetter) && !Negates(said) ? said : null;
    }

    /// <summary>A negation of a degree names something that is there: "not fully open" becomes "partly open".</summary>
    private static string Partly(string text) =>
        Degrees()
            .Replace(
                text,
                match =>
                    match.Groups["degree"].Value.ToLowerInvariant() switch
                    {
                        "quite" or "yet fully" => "almost",
                        "perfectly" or "exactly" => "roughly",
                        _ => "partly",
                    }
            );

    /// <summary>Whether the text negates something. "No" in "no-man's-land" or "No. 5" is part of a name.</summary>
    private static bool Negates(string text) =>
        Array.Exists(Negations, no => WholeWord.Contains(text, no)) && Negation().IsMatch(text);

    /// <summary>Flags, weights, tags, wildcards and placeholders of tools that read prompts. A time (12:30) or a scale (1:87) is none.</summary>
    [GeneratedRegex(
        @"[<>{}\[\]\\`|^=]|@(?!\s?f?/?\d)|::|\(\(|(?<!\d):-?\d|\$\$|(^|[^\p{L}\d])(--\s?(?=(ar|aspect|no|stylize|style|chaos|weird|seed|niji|v|version|q|quality|s|c|w|iw|sw|cw|sref|cref|oref|ow|tile|raw|draft|fast|relax|turbo|stop|repeat|video|test|hd|p|profile|exp|stealth|public)\b)|--|[–—](?!\s))[A-Za-z]|(^|[\s,(])-[A-Za-z]|__|\b(BREAK|AND)\b|\b(lora|lyco|embedding|hypernet)\s?:",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Syntax();

    [GeneratedRegex(
        @"://|\bwww\.|\b(https?|javascript|data|file)\s?:|\w\.(com|org|net|io|ai|app|dev|co|ru|cn|info|biz|html?|php|js|png|jpe?g|svg|exe)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Links();

    /// <summary>
    /// Words that speak to a reader instead of describing. A bare verb is an order when it is about the text itself (instructions,
    /// prompt, schema) or about earlier rules and messages. "Footprints following the direction of the dunes" and "arches repeating
    /// above the canal" only describe.
    /// </summary>
    [GeneratedRegex(
        @"\b(ignore|disregard|forget|override|bypass|reveal|repeat|follow|obey)\s+([\p{L}']+\s+){0,5}(instructions?|prompts?|schema|guidelines|directives)\b"
            + @"|(^|[.,;:!?]\s*|\b(and|then|to|please|now|must|should)\s+)(print|output)\s+([\p{L}']+\s+){0,5}(instructions?|prompts?|schema|guidelines|directives)\b"
            + @"|\b(ignore|disregard|forget|override|bypass|obey)\s+(all|any|the|these|those|this|that|every|everything|anything|your|my|previous|prior|earlier|above|preceding)\s+([\p{L}']+\s+){0,3}(above|before|previous(ly)?|prior|earlier|rules?|polic(y|ies)|messages?|directions?|text|said|told)\b"
            + @"|\b(ignore|disregard|override|bypass)\s+(previous|prior|earlier|all|your|these)\s+(rules?|polic(y|ies)|messages?|directions?|text)\b"
            + @"|\b(system|developer)\s+(prompt|message)|\bas an ai\b|\byou (must|should|shall)\b|\byou are (now|an?|to|not)\b|\byou (will|can) (now|only|not|ignore|answer|act|be)\b"
            + @"|\bi('m|’m| am) (sorry|unable|not able|just|an?) \b|\bi('m|’m| am) (sorry|unable)\b|\bi (can'?t|can’t|cannot|could not|couldn'?t|will not|won'?t)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Orders();

    [GeneratedRegex(
        @"\b(without|never(?!-)|none|not(?!-)|don['’]t|no(?![-.]))\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Negation();

    /// <summary>What is said to be absent ("without gloves", "no harsh shadows"), up to the end of that part of the sentence.</summary>
    [GeneratedRegex(
        @"[\s,;]*\b(with\s+no(?![-.])|without(\s+any)?|no(?![-.]))\s+(?<what>[^,;.]*?)(?=\s+(and|but|or|in(?!\s+(sight|view|frame)\b)|on|at|under|beneath|beside|while|as)\b|[,;.]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Absent();

    /// <summary>That nobody is there, as in "with no one in sight". "A map that nobody can read" is not meant.</summary>
    [GeneratedRegex(
        @"[\s,;]*\b(with\s+)?(no[\s-]one|nobody|not\s+a\s+(soul|person))(\s+(else|in\s+(sight|view|frame)|around|nearby|near|there|about|left|visible|to\s+be\s+seen))*\s*(?=[,;.]|$|\b(on|in|at|along|and|beneath|under)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Nobody();

    [GeneratedRegex(
        @"\bnot\s+(?<degree>quite|yet fully|fully|entirely|completely|wholly|perfectly|exactly)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Degrees();

    [GeneratedRegex(
        @"^[12]\d{3}$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Year();

    /// <summary>Any other negation ("not yet open", "never still"), up to the end of that part of the sentence.</summary>
    [GeneratedRegex(
        @"[\s,;]*(\b(and|but)\s+)?\b(not(?!-)|never(?!-)|none|don['’]t)\b[^,;.]*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Negated();

    /// <summary>Quotation marks, brackets and marks of emphasis, which add nothing to a description.</summary>
    [GeneratedRegex(@"[*#_""“”„«»()]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\s*,[\s,]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commas();
}

internal static partial class OneSpace
{
    /// <summary>The text with one space wherever it had several in a row.</summary>
    public static string Between(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@" {2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
