namespace AiPromptGen.Prompts.Safety;

public enum ContentDecision
{
    Allow,
    Refuse,
}

/// <summary>What a text is about, even when its words make that harmless.</summary>
public enum ContentSubject
{
    None,
    Minor,
    MinorAndState,
}

/// <summary>The decision about a text. Category and stage are stable words of an answer; they are null when the text is allowed.</summary>
public sealed record ContentVerdict(ContentDecision Decision, string? Category = null, string? Stage = null)
{
    public static readonly ContentVerdict Allowed = new(ContentDecision.Allow);
}

/// <summary>
/// The first check of what a person wrote, before any provider's own. It refuses one thing, sexual content with minors: a
/// word for a minor and a word for a sexual state in one text, in ten languages, whatever the spelling, unless what stands around
/// them makes it harmless. Everything else is left to moderation and the providers' filters. How good it is: docs/safety.md.
/// </summary>
public static class ContentRules
{
    private static readonly TermKind[] States = [TermKind.Sexual, TermKind.Bare, TermKind.Clinical, TermKind.Abuse];

    /// <summary>Checks one text of the person. It is called for the idea, and for each choice in their own words.</summary>
    public static ContentVerdict Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Scans(text).Any(IsForbidden)
            ? new ContentVerdict(ContentDecision.Refuse, ContentCategories.Minors, ContentStages.Input)
            : ContentVerdict.Allowed;
    }

    /// <summary>Checks everything the person wrote; choices count as one text with the idea.</summary>
    public static ContentVerdict Check(Idea idea)
    {
        ArgumentNullException.ThrowIfNull(idea);
        return Check(ContentTexts.Of(idea));
    }

    /// <summary>Checks everything that a composed prompt says, whoever composed it.</summary>
    public static ContentVerdict Check(StructuredPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Check(ContentTexts.Of(prompt));
    }

    /// <summary>What the text is about, for callers that have to be careful with more than what is refused.</summary>
    public static ContentSubject SubjectOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Scans(text).Select(SubjectOf).Max();
    }

    private static IEnumerable<ContentScan> Scans(string text)
    {
        var joined = ContentScan.Within(ContentWords.Plain(text));
        return ContentWords.Readings(text).Select(words => ContentScan.Of(words).With(joined));
    }

    private static ContentSubject SubjectOf(ContentScan scan) =>
        scan.Has(TermKind.Always) || Array.Exists(States, state => HasPair(scan, state)) ? ContentSubject.MinorAndState
        : scan.Has(TermKind.Children, TermKind.Minors) ? ContentSubject.Minor
        : ContentSubject.None;

    private static bool IsForbidden(ContentScan scan) =>
        HasPair(scan, TermKind.Sexual)
        || (HasPair(scan, TermKind.Bare) && (!scan.Has(TermKind.Art) || scan.Has(TermKind.Minors)))
        || (HasPair(scan, TermKind.Clinical) && !scan.Has(TermKind.Medicine, TermKind.Awareness))
        || (
            (scan.Has(TermKind.Always) || HasPair(scan, TermKind.Abuse))
            && !scan.Has(TermKind.Awareness, TermKind.History, TermKind.Medicine)
        );

    private static bool HasPair(ContentScan scan, TermKind state) =>
        scan.HasPair(TermKind.Children, state) || scan.HasPair(TermKind.Minors, state);
}
