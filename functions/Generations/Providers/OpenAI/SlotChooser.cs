using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Decides for one slot at a time between what stands there and what a model says.</summary>
/// <param name="prompt">What the embedded engine made of the same request.</param>
/// <param name="replaces">Whether the model's word is taken over one of the library or of a measure.</param>
internal sealed class SlotChooser(StructuredPrompt prompt, bool replaces)
{
    /// <summary>A model's word is a guess.</summary>
    private const double Confidence = 0.7;
    private const int MostItems = 5;

    private readonly List<string> _phrases = [];

    /// <summary>How many of the model's words were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>What the person wrote or a file's metadata says is never touched.</summary>
    public Slot? Choose(Slot? own, string? said, LibraryKind? kind = null, string? facet = null) =>
        CanChange(own) && SlotOf(said, kind, facet) is { } slot ? Count(slot) : own;

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
            .Where(slot => !kept.Exists(k => WholeWord.Contains(k.Value, slot.Value)))
            .Take(MostItems)
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

    /// <summary>A value of the model; a name of the library stands for its entry, any other is plain words.</summary>
    public Slot? SlotOf(string? said, LibraryKind? kind = null, string? facet = null)
    {
        if (ModelWords.Phrase(said) is not { } words || IsUnwanted(words) || IsSaid(words))
        {
            return null;
        }

        var entry = kind is null ? null : PromptLibrary.Instance.FindByName(words);
        var known =
            entry?.Kind == kind && (facet is null || string.Equals(entry?.Facet, facet, StringComparison.Ordinal))
                ? entry
                : null;
        var value = known?.Phrase ?? words;
        return Slot.Of(value, SlotSource.Model, Confidence) with
        {
            EntryId = known?.Id,
            Inline = _phrases.Exists(phrase => phrase.Contains(value, StringComparison.OrdinalIgnoreCase)),
        };
    }

    private bool CanChange(Slot? own) =>
        own is null || (replaces && own.Source is not (SlotSource.User or SlotSource.Metadata));

    /// <summary>What the person does not want to see must not come back through a model.</summary>
    private bool IsUnwanted(string words) =>
        prompt.Negatives.Any(negative => WholeWord.Contains(words, negative.Term.Value.Trim()));

    private bool IsSaid(string words) =>
        prompt.Subjects.Any(subject => subject.Phrase is { } phrase && WholeWord.Contains(phrase.Value, words));

    private Slot Count(Slot slot)
    {
        Taken++;
        return slot;
    }
}
