using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Words of a model as words of a prompt. A value that could mean something to a tool, to a browser or to the next model is
/// dropped whole, not repaired: there is always another way to describe a picture. What only describes is kept, however it is
/// said: a negation is cut or turned around, and a long value ends at the last comma that fits.
/// </summary>
internal static partial class ModelWords
{
    /// <summary>In characters. The model is asked for 120 and counts badly.</summary>
    public const int MaxValueLength = 240;
    public const int MaxTitleLength = 80;
    private const int MaxTextLength = 600;

    /// <summary>In characters; whatever is longer is no description.</summary>
    private const int Junk = 4000;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "don't", "don’t"];

    /// <summary>A phrase for a slot; null when it is unusable.</summary>
    public static string? Phrase(string? value, int maxLength = MaxValueLength) =>
        Text(value, Junk) is { } text && Affirmed(text) is { } said && Fitting(said, maxLength) is { } words
            ? words.TrimEnd('.')
            : null;

    /// <summary>Sentences; they stand in a rendering where there is no subject, so they too say nothing of what is not there.</summary>
    public static string? Summary(string? value) => Text(value, MaxTextLength) is { } text ? Affirmed(text) : null;

    /// <summary>A title, a translation, writing; what is too long ends where a part of it does.</summary>
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

    /// <summary>What is left when the negations are turned around, as far as the library knows how, or cut; null when nothing is.</summary>
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

    /// <summary>What is so by degrees is there.</summary>
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

    /// <summary>"No" before a hyphen or a number is part of a name: no-man's-land, No. 5.</summary>
    private static bool Negates(string text) =>
        Array.Exists(Negations, no => WholeWord.Contains(text, no)) && Negation().IsMatch(text);

    /// <summary>Flags, weights, tags, wildcards and placeholders of the tools that read prompts; not a time or a scale.</summary>
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
    /// Speaks to a reader instead of describing. A verb in its bare form is an order where it is about the text itself
    /// (instructions, prompt, schema), or about rules and messages that came before. "Footprints following the direction of
    /// the dunes" and "arches repeating above the canal" describe.
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

    /// <summary>"Without gloves", "no harsh shadows": what is absent, up to the end of its part.</summary>
    [GeneratedRegex(
        @"[\s,;]*\b(with\s+no(?![-.])|without(\s+any)?|no(?![-.]))\s+(?<what>[^,;.]*?)(?=\s+(and|but|or|in(?!\s+(sight|view|frame)\b)|on|at|under|beneath|beside|while|as)\b|[,;.]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Absent();

    /// <summary>"With no one in sight", but not a map that nobody can read.</summary>
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

    /// <summary>"Not yet open", "never still": up to the end of its part.</summary>
    [GeneratedRegex(
        @"[\s,;]*(\b(and|but)\s+)?\b(not(?!-)|never(?!-)|none|don['’]t)\b[^,;.]*",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Negated();

    /// <summary>Signs that add nothing to a description.</summary>
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
