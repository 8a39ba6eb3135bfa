namespace AiPromptGen.Prompts;

/// <summary>
/// A structured prompt while a text is sorted into it. Library terms, palettes and lettering get their slots; everything else
/// stays as the writer's words, in their order.
/// </summary>
internal sealed class PromptSheet(Sketch sketch)
{
    /// <summary>Of subjects, negatives, parameters …; a prompt with more of them is none that a model could follow.</summary>
    public const int Most = 50;

    private readonly WordsReader _words = new(sketch);
    private readonly List<PromptPart> _run = [];

    public List<Subject> Subjects { get; } = [];
    public List<Slot> Relations { get; } = [];
    public List<TextElement> Texts { get; } = [];
    public Slot? Place { get; set; }
    public Slot? Background { get; set; }

    /// <summary>The text says its terms once more inside the subjects' words.</summary>
    public bool SaysTwice { get; init; }

    public Sketch Sketch { get; } = sketch;
    public DomainEntry Domain => _words.Domain;
    public IReadOnlySet<string> Contexts => _words.Contexts;
    public string? Language => _words.Language;

    public void Add(IEnumerable<Stretch> stretches)
    {
        foreach (var stretch in stretches)
        {
            if (stretch.Weight == 1)
            {
                Sort(PromptPart.Cut(stretch.Text), _run);
                End(_run);
            }
            else if (Subjects.Count < Most)
            {
                Flush();
                AddWhole(stretch);
            }
            else
            {
                _run.AddRange(PromptPart.Cut(stretch.Text));
                End(_run);
            }
        }

        Flush();
    }

    /// <summary>Takes out what has a slot; the rest goes to <paramref name="own"/>.</summary>
    public void Sort(List<PromptPart> parts, List<PromptPart> own)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var taken = Take(parts, i);
            if (taken == 0)
            {
                own.Add(parts[i]);
                continue;
            }

            i += taken - 1;
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

    private int Take(List<PromptPart> parts, int first)
    {
        if (Texts.Count < Most && WritingParts.Read(parts[first].Text) is { } writing)
        {
            Texts.Add(writing);
            return 1;
        }

        if (!Sketch.IsClosed(LibraryKind.Palette) && PaletteParts.Read(parts, first) is var (colors, count))
        {
            if (Sketch.Palette.TrueForAll(color => color.Name.Inline) || parts[first].Text.StartsWith('#'))
            {
                Sketch.Palette.AddRange(colors.Take(Most - Math.Min(Most, Sketch.Palette.Count)));
                return count;
            }

            return 0;
        }

        return
            PhraseBook.Instance.Find(parts, first) is var (entry, length, words)
            && !Sketch.IsClosed(entry.Kind)
            && Sketch.Entries.Count < Most
            && Sketch.Put(entry, Slot.User(words, entry.Id, inline: SaysTwice && IsInSubjects(words)))
            ? length
            : 0;
    }

    private bool IsInSubjects(string words) =>
        Subjects.Exists(subject => WholeWord.Contains(subject.Phrase?.Value ?? "", words));

    /// <summary>Words that stay together: nothing is taken out of them.</summary>
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

    /// <summary>A stretch ends a part even where no sign does.</summary>
    private static void End(List<PromptPart> run)
    {
        if (run.Count > 0 && run[^1].Separator is "")
        {
            run[^1] = run[^1] with { Separator = "," };
        }
    }
}
