namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>
/// A structured prompt while a text is sorted into it. Library terms, palettes and lettering get their slots; everything else stays as the
/// writer's words, in their order.
/// </summary>
internal sealed class PromptSheet(Sketch sketch)
{
    /// <summary>The most subjects, negatives, parameters and so on. No model could follow a prompt with more of them.</summary>
    public const int Most = 50;

    private readonly WordsReader _words = new(sketch);
    private readonly List<PromptPart> _run = [];

    public List<Subject> Subjects { get; } = [];
    public List<Slot> Relations { get; } = [];
    public List<TextElement> Texts { get; } = [];
    public Slot? Place { get; set; }
    public Slot? Background { get; set; }

    /// <summary>Whether the text repeats its terms inside the subjects' words, as an Ideogram caption does.</summary>
    public bool SaysTwice { get; init; }

    public Sketch Sketch { get; } = sketch;
    public DomainEntry Domain => _words.Domain;
    public IReadOnlySet<string> Contexts => _words.Contexts;
    public string? Language => _words.Language;

    public void Add(IEnumerable<Stretch> stretches)
    {
        var parts = new List<PromptPart>();
        foreach (var stretch in stretches)
        {
            var more = stretch.Weight == 1 ? PromptPart.Cut(stretch.Text) : [Weighted(stretch)];
            parts.AddRange(more);
            if (more.Count > 0 && parts[^1].Separator is "")
            {
                // The end of a stretch ends a part, even when no sign does.
                parts[^1] = parts[^1] with
                {
                    Separator = ",",
                };
            }
        }

        var own = new List<PromptPart>();
        Sort(parts, own);
        foreach (var part in own)
        {
            if (part.IsPlain || Subjects.Count >= Most)
            {
                _run.Add(part);
                continue;
            }

            Flush();
            AddWhole(new Stretch(part.Text, part.Weight));
        }

        Flush();
    }

    private static PromptPart Weighted(Stretch stretch) => new(stretch.Text, ",") { Weight = stretch.Weight };

    /// <summary>
    /// Takes out everything that has a slot, and adds the rest to <paramref name="own"/>. When two terms are for one slot, the last one
    /// gets it: a renderer writes slots after the writer's words, so the same term is the last one when the rendered text is read again.
    /// </summary>
    public void Sort(List<PromptPart> parts, List<PromptPart> own)
    {
        var found = new List<PartMatch>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (PartMatch.Find(parts, i) is { } match)
            {
                found.Add(match);
                i += match.Count - 1;
            }
        }

        found.Reverse();
        var taken = found.FindAll(Take).ToDictionary(match => match.First, match => match.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!taken.TryGetValue(i, out var count))
            {
                own.Add(parts[i]);
                continue;
            }

            i += count - 1;
            if (own.Count > 0 && own[^1].Separator is "," or ";" && parts[i].Separator is not "")
            {
                own[^1] = own[^1] with { Separator = parts[i].Separator };
            }
        }
    }

    public static string Join(List<PromptPart> parts) =>
        string.Concat(
            parts.Select(
                (part, at) =>
                    at + 1 < parts.Count ? $"{part.Text}{(part.Separator is "" ? "," : part.Separator)} "
                    : part.Separator is "!" or "?" ? part.Text + part.Separator
                    : part.Text
            )
        );

    private bool Take(PartMatch match)
    {
        if (match.Writing is { } writing)
        {
            if (Texts.Count < Most)
            {
                Texts.Insert(0, writing);
                return true;
            }

            return false;
        }

        if (match.Colors is { } colors)
        {
            var single = Sketch.Palette.TrueForAll(color => color.Name.Inline) || match.IsBareColor;
            if (Sketch.IsClosed(LibraryKind.Palette) || !single || Sketch.Palette.Count + colors.Count > Most)
            {
                return false;
            }

            Sketch.Palette.InsertRange(0, colors);
            return true;
        }

        var entry = match.Entry!;
        if (Sketch.IsClosed(entry.Kind) || Sketch.Entries.Count >= Most)
        {
            return false;
        }

        if (SaysTwice && Sketch.Entries.Contains(entry))
        {
            return true;
        }

        var slot = Slot.User(match.Words, entry.Id, inline: SaysTwice && IsInSubjects(match.Words));
        if (entry.Kind is LibraryKind.Style or LibraryKind.Finish or LibraryKind.Mood)
        {
            Sketch.Entries.Add(entry);
            (entry.Kind == LibraryKind.Mood ? Sketch.Moods : Sketch.Styles).Insert(0, slot);
            return true;
        }

        return Sketch.Put(entry, slot);
    }

    private bool IsInSubjects(string words) =>
        Subjects.Exists(subject => WholeWord.Contains(subject.Phrase?.Value ?? "", words));

    /// <summary>Adds words that stay together; nothing is taken out of them.</summary>
    public void AddWhole(Stretch stretch)
    {
        var parts = PromptPart.Cut(stretch.Text);
        if (
            parts.Count > 0
            && PhraseBook.Instance.Find(parts, 0) is var (entry, length, _)
            && length == parts.Count
            && !Sketch.IsClosed(entry.Kind)
        )
        {
            Sketch.Put(entry, Slot.User(stretch.Text, entry.Id, inline: true));
        }

        if (_words.Read(stretch.Text, isWhole: true) is { } subject)
        {
            Subjects.Add(subject with { Weight = stretch.Weight });
            Texts.AddRange(_words.Writings.Take(Most - Math.Min(Most, Texts.Count)));
        }
    }

    private void Flush()
    {
        if (_run.Count == 0)
        {
            return;
        }

        var subject = _words.Read(Join(_run), isWhole: false);
        _run.Clear();
        Texts.AddRange(_words.Writings.Take(Most - Math.Min(Most, Texts.Count)));
        if (subject is not null)
        {
            Subjects.Add(subject);
            Place ??= _words.Place is { } place ? Slot.User(place, inline: true) : null;
        }
    }
}
