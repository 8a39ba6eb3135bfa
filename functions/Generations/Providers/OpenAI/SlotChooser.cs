using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Decides for one slot at a time between what stands there and what a model says.</summary>
/// <param name="prompt">What the embedded engine made of the same request.</param>
/// <param name="replaces">Whether the model's word is taken over one of the library or of a measure.</param>
internal sealed class SlotChooser(StructuredPrompt prompt, bool replaces)
{
    /// <summary>A model's word is a guess.</summary>
    private const double Confidence = 0.7;
    public const int MaxItems = 8;

    private readonly List<string> _phrases = [];

    /// <summary>How many of the model's words were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>What the person wrote or a file's metadata says is never touched.</summary>
    public Slot? Choose(Slot? own, string? said, LibraryKind? kind = null, string? facet = null) =>
        CanChange(own) && SlotOf(said, kind, facet) is { } slot ? Take(slot) : own;

    /// <summary>The model's items in place of the library's, behind those that stay.</summary>
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

    /// <summary>Notes a subject's phrase: other slots may repeat its words, and then a rendering must not.</summary>
    public Slot Say(Slot phrase)
    {
        _phrases.Add(phrase.Value);
        return phrase with { Inline = false };
    }

    /// <summary>
    /// A value of the model, in its own words. One that is a library entry's own name is known to be that entry; an alias may
    /// mean something else ("noir" is no film noir), and the entry's wording would say what nobody said.
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

    /// <summary>Writing, letter by letter: it is written again though the person's own phrase says it.</summary>
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

    /// <summary>What the person does not want to see must not come back through a model.</summary>
    private bool IsUnwanted(string words) =>
        prompt.Negatives.Any(negative => WholeWord.Contains(words, negative.Term.Value.Trim()));

    private bool IsSaid(string words) =>
        prompt.Subjects.Any(subject => subject.Phrase is { } phrase && WholeWord.Contains(phrase.Value, words));
}
