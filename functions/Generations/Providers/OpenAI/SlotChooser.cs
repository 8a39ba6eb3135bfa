using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Decides for one slot at a time between its present value and what a model says.</summary>
/// <param name="prompt">What the embedded engine made of the same request.</param>
/// <param name="replaces">Whether the model's word replaces one that the library or a measure chose.</param>
internal sealed class SlotChooser(StructuredPrompt prompt, bool replaces)
{
    /// <summary>The confidence of a slot that a model filled, from 0 to 1; its words are a guess.</summary>
    private const double Confidence = 0.7;
    public const int MaxItems = 8;

    private readonly List<string> _phrases = [];

    /// <summary>How many of the model's words were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>The model's word, unless the person or a file's metadata filled the slot; those are never changed.</summary>
    public Slot? Choose(Slot? own, string? said, LibraryKind? kind = null, string? facet = null) =>
        CanChange(own) && SlotOf(said, kind, facet) is { } slot ? Take(slot) : own;

    /// <summary>The model's items in place of the library's, after those that stay.</summary>
    public IReadOnlyList<Slot> Choose(
        IReadOnlyList<Slot> own,
        IEnumerable<string?> said,
        LibraryKind? kind = null,
        Func<Slot, bool>? stays = null
    )
    {
        if (!replaces && own.Count > 0)
        {
            return own;
        }

        var kept = own.Where(slot => !CanChange(slot) || stays?.Invoke(slot) == true).ToList();
        var added = said.Select(value => SlotOf(value, kind, facet: null))
            .OfType<Slot>()
            .DistinctBy(slot => slot.Value, StringComparer.OrdinalIgnoreCase)
            .Where(slot => !kept.Exists(k => IsSame(k, slot)))
            .Take(MaxItems)
            .ToList();
        Taken += added.Count;
        return added.Count == 0 ? own : [.. kept, .. added];
    }

    /// <summary>
    /// Records a subject's phrase. Other slots that repeat its words are marked as inline, so that a rendering does not say them twice.
    /// </summary>
    public Slot Say(Slot phrase)
    {
        _phrases.Add(phrase.Value);
        return phrase with { Inline = false };
    }

    /// <summary>
    /// A slot with the model's own words. When they are the name of a library entry, the slot refers to that entry. An alias does not
    /// count: it may mean something else ("noir" is not always film noir), and the entry's wording would then say what nobody said.
    /// </summary>
    public Slot? SlotOf(string? said, LibraryKind? kind = null, string? facet = null)
    {
        if (ModelWords.Phrase(said) is not { } words || IsUnwanted(words) || IsSaid(words))
        {
            return null;
        }

        var entry = kind is null ? null : PromptLibrary.Instance.FindByName(words);
        var known =
            entry?.Kind == kind
            && entry is { } named
            && PromptLibrary.IsNameOf(named, words)
            && (facet is null || string.Equals(named.Facet, facet, StringComparison.Ordinal))
                ? named
                : null;
        return Slot.Of(words, SlotSource.Model, Confidence) with
        {
            EntryId = known?.Id,
            Inline = _phrases.Exists(phrase => phrase.Contains(words, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>A slot for writing, letter by letter. It is filled even when the person's own phrase contains the same words.</summary>
    public Slot? Literal(string words) => IsUnwanted(words) ? null : Slot.Of(words, SlotSource.Model, Confidence);

    public Slot Take(Slot slot)
    {
        Taken++;
        return slot;
    }

    private static bool IsSame(Slot kept, Slot said) =>
        WholeWord.Contains(kept.Value, said.Value)
        || (said.EntryId is { } id && string.Equals(id, kept.EntryId, StringComparison.Ordinal));

    private bool CanChange(Slot? own) =>
        own is null || (replaces && own.Source is not (SlotSource.User or SlotSource.Metadata));

    /// <summary>Whether the words contain what the person does not want to see; a model must not bring that back.</summary>
    private bool IsUnwanted(string words) =>
        prompt.Negatives.Any(negative => WholeWord.Contains(words, negative.Term.Value.Trim()));

    private bool IsSaid(string words) =>
        prompt.Subjects.Any(subject => subject.Phrase is { } phrase && WholeWord.Contains(phrase.Value, words));
}
