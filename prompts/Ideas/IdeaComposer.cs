namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// The embedded engine: grammar, lexicon and library, no network. The writer's words are kept in their own phrase; every word
/// added says so and names its library entry.
/// </summary>
public static class IdeaComposer
{
    private const int LongestTitle = 60;

    /// <param name="idea">The text and the choices beside it.</param>
    /// <param name="variation">0 for the first result; other numbers choose other additions for the same idea.</param>
    /// <param name="locks">What stays of an earlier prompt; additions are chosen to suit it.</param>
    public static StructuredPrompt Compose(Idea idea, int variation = 0, PromptLocks? locks = null)
    {
        ArgumentNullException.ThrowIfNull(idea);
        var controls = idea.Controls;
        var text = IdeaCleaner.Clean(idea.Text);
        var request = controls.Detail == DetailLevel.Off ? 0 : RequestReader.Length(text);
        var reading = new IdeaReading(text[request..]);
        var sketch = new Sketch();
        locks?.Prepare(sketch);
        ControlReader.Apply(controls, sketch);
        var language = reading.Language = sketch.Language = Read(reading, sketch, controls.Language);
        var kept = language is not LanguageGuess.English;
        ReadKind(reading, sketch);
        sketch.Class = locks?.Class ?? sketch.Kind?.Class ?? ClassBeside(sketch);
        var seed = StableHash.Of(
            reading.Text,
            StableHash.Of("seed", unchecked((ulong)(controls.Seed ?? -1) + ((ulong)variation << 40)))
        );
        Fill(reading, sketch, controls.Detail, seed);
        var prompt = Build(idea, reading, sketch) with
        {
            Idea = new IdeaText
            {
                Original = idea.Text,
                Language = language,
                KeptWhole = kept,
                Request = request > 0 ? text[..request].TrimEnd() : null,
            },
            Title = Title(reading.Text),
        };
        return locks?.Apply(prompt) ?? prompt;
    }

    /// <summary>Nothing suits for certain what was not understood, except what a plain word of it calls for.</summary>
    private static void Fill(IdeaReading reading, Sketch sketch, DetailLevel detail, ulong seed)
    {
        var text = reading.Gloss is { } gloss ? $"{gloss}\n{reading.Text}" : reading.Text;
        var filler = new Filler(sketch, reading.Told ?? reading.Domain, reading.Contexts, text, seed);
        if (reading.Language is LanguageGuess.English || reading.IsUnderstood)
        {
            filler.Fill(detail);
        }
        else if (reading.Gloss is not null)
        {
            filler.FillTold(detail);
        }
    }

    /// <summary>Takes an English text apart; leaves any other whole.</summary>
    private static string Read(IdeaReading reading, Sketch sketch, string? said)
    {
        var tokens = Tokenizer.Split(reading.Text, 0, reading.Text.Length);
        var language = OtherJson.Is(reading.Text)
            ? LanguageGuess.Unknown
            : LanguageGuess.Said(said) ?? LanguageGuess.Of(reading.Text, tokens);
        if (language is not LanguageGuess.English)
        {
            ForeignReader.Read(reading, language, ratio: !sketch.IsClosed(LibraryKind.Ratio));
            Move(reading, sketch);
            return language;
        }

        QuoteReader.Read(reading);
        SegmentReader.Read(reading);
        SpellingReader.Understand(reading);
        if (!sketch.IsClosed(LibraryKind.Ratio))
        {
            RatioReader.Read(reading);
        }

        VideoReader.Read(reading, path => sketch[path] is not null);
        NegationReader.Read(reading);
        KindReader.Read(reading);
        CreditReader.Read(reading);
        TermReader.Read(reading, Wanted(sketch));
        ColorReader.Read(reading);
        SubjectReader.Read(reading);
        Move(reading, sketch);
        return language;
    }

    /// <summary>A term is taken while its kind is not chosen by a control and its slot is free.</summary>
    private static Func<LibraryEntry, bool> Wanted(Sketch sketch)
    {
        var taken = new HashSet<(LibraryKind, string?)>();
        return entry =>
            !sketch.IsClosed(entry.Kind)
            && (entry.Kind is LibraryKind.Style or LibraryKind.Mood || taken.Add((entry.Kind, entry.Facet)));
    }

    private static void Move(IdeaReading reading, Sketch sketch)
    {
        if (reading.Ratio is { } ratio)
        {
            sketch.Ratio = ratio;
        }

        foreach (var (path, words) in reading.Video)
        {
            sketch.Put(path, Slot.User(words));
        }

        foreach (var term in reading.Terms)
        {
            if (IsNamedByColors(term))
            {
                sketch.Entries.Add(term.Entry);
                continue;
            }

            sketch.Put(
                term.OfThing ? OfThing(term.Entry) : term.Entry,
                Slot.User(term.Words, term.Entry.Id, term.Inline)
            );
        }

        if (!sketch.IsClosed(LibraryKind.Palette))
        {
            sketch.Palette.AddRange(reading.Colors);
        }

        foreach (var term in reading.Negatives)
        {
            ControlReader.AddNegative(sketch, term);
        }
    }

    /// <summary>"Teal and orange" in the person's own words is two colors, not the library's four.</summary>
    private static bool IsNamedByColors(FoundTerm term) =>
        term is { Inline: true, Entry.Kind: LibraryKind.Palette }
        && term.Entry.Colors!.Any(color => WholeWord.Contains(term.Words, color.Name));

    /// <summary>
    /// The kind that the text names decides what may be added. A medium chosen beside the text wins over it: then its kind does.
    /// </summary>
    private static void ReadKind(IdeaReading reading, Sketch sketch)
    {
        if (sketch.IsClosed(LibraryKind.Medium) || reading.Kind is not { } kind)
        {
            return;
        }

        (sketch.Kind, sketch.IsArtists, sketch.Artist) = (kind, reading.IsArtists, reading.Artist);
        // A part of its own that is the library's term has become a slot already.
        var lifted = reading.Segments.Exists(segment =>
            segment.Lifted && segment.Start <= reading.KindStart && reading.KindStart < segment.End
        );
        if (!reading.IsArtists && !lifted)
        {
            sketch.Put(
                "medium",
                Slot.User(reading.Text[reading.KindStart..reading.KindEnd], kind.EntryId, inline: true)
            );
            if (
                kind.EntryId is { } id
                && PromptLibrary.Instance.Find(id) is { } entry
                && !sketch.Entries.Contains(entry)
            )
            {
                sketch.Entries.Add(entry);
            }
        }
    }

    private static LibraryEntry OfThing(LibraryEntry entry) =>
        entry with
        {
            Class = null,
            Media = null,
            StandsAlone = false,
            Flat = false,
            Monochrome = false,
        };

    /// <summary>Of a kind that does not say it, or of none.</summary>
    private static ContentClass? ClassBeside(Sketch sketch) =>
        sketch.Kind is not { } kind ? ClassOf(sketch)
        : kind.IsAnyClass ? ClassOf(sketch) ?? ContentClass.Photo
        : null;

    internal static ContentClass? ClassOf(Sketch sketch)
    {
        foreach (var kind in (LibraryKind[])[LibraryKind.Medium, LibraryKind.Style, LibraryKind.Camera])
        {
            foreach (var entry in sketch.Entries.Where(entry => entry.Kind == kind))
            {
                if (entry.ContentClass is { } known)
                {
                    return known;
                }
            }
        }

        return sketch.Has("camera.") ? ContentClass.Photo : null;
    }

    private static StructuredPrompt Build(Idea idea, IdeaReading reading, Sketch sketch)
    {
        var phrase = PhraseWriter.Write(reading);
        var prompt = new StructuredPrompt
        {
            Subjects = phrase.Length == 0 ? [] : [SubjectOf(reading, phrase)],
            Setting = new Setting { Place = reading.Place is { } place ? Slot.User(place, inline: true) : null },
            Medium = sketch["medium"],
            Styles = sketch.Styles,
            ContentClass = sketch.Class,
            Mood = sketch.Moods,
            Palette = sketch.Palette,
            Text = reading.Writings,
            AspectRatio = sketch.Ratio,
            Quality = idea.Controls.Quality is { Length: > 0 } quality ? Slot.User(PlainText.Clean(quality)) : null,
            Detail = idea.Controls.Detail,
            Variations = Math.Max(1, idea.Controls.Variations ?? 1),
            Seed = idea.Controls.Seed,
            Negatives = [.. sketch.Negatives.Select(negative => Worded(negative, reading))],
        };
        return sketch.Fill(prompt, SlotTable.Look);
    }

    private static Negative Worded(Negative negative, IdeaReading reading)
    {
        var (library, term) = (PromptLibrary.Instance, negative.Term.Value);
        return negative with
        {
            Positive =
                library.PositiveFor(term, reading.Domain.Id)
                ?? (
                    reading.DeniedWithPlace.Contains(term)
                        ? library.PositiveFor(NegationStumps.WithoutPlace(term), reading.Domain.Id)
                        : null
                )
                ?? (
                    Languages.EnglishOf(reading.Language, term) is { } english
                        ? library.PositiveFor(english, reading.Domain.Id)
                        : null
                ),
        };
    }

    private static Subject SubjectOf(IdeaReading reading, string phrase) =>
        new()
        {
            Phrase = Slot.User(phrase),
            Noun = reading.Noun is { } noun ? Slot.User(noun, inline: true) : null,
            Count = reading.Count,
        };

    internal static string Title(string text)
    {
        if (text.Length <= LongestTitle)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', LongestTitle);
        end = end > 0 ? end : LongestTitle;
        return char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end];
    }
}
