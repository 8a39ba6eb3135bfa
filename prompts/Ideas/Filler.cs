using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Fills what the person left open from the library. Each slot draws its own number from the seed, so fixing one slot does
/// not change the others.
/// </summary>
internal sealed partial class Filler(
    Sketch sketch,
    DomainEntry domain,
    IReadOnlySet<string> contexts,
    string text,
    ulong seed
)
{
    /// <summary>One film stock in three photographs: more would be a mannerism.</summary>
    private const int FilmEvery = 3;

    /// <summary>The context of ideas that speak of color: they need no palette.</summary>
    private const string Colored = "colored";

    /// <summary>The context of ideas that say what lights them: only light of that very kind may be added.</summary>
    private const string Lit = "lit";

    private const string Warm = "warm";
    private const string Render = "render";
    private const string Poster = "poster";

    private static readonly FrozenSet<string> DrawnDomains = WordLists.Set("drawn-domains");

    private static readonly IReadOnlyList<string> GivenLooks = WordLists.InOrder("given-looks");

    private static readonly PictureKind? MovingPicture = PictureKinds.Instance.Find("moving-picture");

    /// <summary>The kind that decides: the one somebody named, else that of the medium or style in the sketch.</summary>
    private PictureKind? Kind =>
        Named
        ?? sketch
            .Entries.Where(entry => entry.Class is not null)
            .Select(entry => PictureKinds.Instance.OfEntry(entry.Id))
            .FirstOrDefault(kind => kind is not null);

    private PictureKind? Named => sketch.Kind;

    /// <summary>What may be added; null when nothing is known, and everything that suits the subject may.</summary>
    private FamilyEntry? Family => Kind?.Family;

    public void Fill(DetailLevel detail)
    {
        if (detail == DetailLevel.Off)
        {
            return;
        }

        if (Kind is null && PhotoShare is { } share)
        {
            sketch.Class ??= Draw("class") % 100 < (ulong)share ? ContentClass.Photo : ContentClass.Art;
        }

        var full = detail == DetailLevel.Full;
        var photo = sketch.Class == ContentClass.Photo;
        FillMaking(full);
        FillLight();
        FillView(full, photo);
        if ((full || Family is { Id: Poster }) && Family is not { Mood: false } && sketch.Moods.Count == 0)
        {
            Add("mood", LibraryKind.Mood, entry => (full && IsDrawn) || IsTold(entry));
        }

        if (
            (full || !sketch.Has("lighting."))
            && Family is not { Palette: false }
            && sketch.Palette.Count == 0
            && !contexts.Contains(Colored)
            && !sketch.Entries.Exists(entry => entry.Monochrome)
        )
        {
            Add("palette", LibraryKind.Palette, entry => (full && IsDrawn) || IsCalledFor(entry, full));
        }

        FillRatio();
    }

    /// <summary>A feeling shows nothing by itself, so that any style, colors and mood are an interpretation of it.</summary>
    private bool IsDrawn => DrawnDomains.Contains(domain.Id) && !sketch.HasArtist;

    /// <summary>A mood that a circumstance of the idea brings; the subject alone brings none.</summary>
    private bool IsTold(LibraryEntry mood) =>
        !sketch.HasArtist
        && (mood.Needs ?? mood.Within) is { } told
        && told.Any(context =>
            contexts.Contains(context)
            && !context.Equals(domain.Id, StringComparison.Ordinal)
            && !(domain.Contexts ?? []).Contains(context, StringComparer.Ordinal)
        );

    /// <summary>Colors are only those of a circumstance that the idea tells: night, snow, a forest.</summary>
    private bool IsCalledFor(LibraryEntry palette, bool full) =>
        !sketch.IsArtists
        && !sketch.HasArtist
        && !(full ? NamedColors.ArePlainIn(text) : NamedColors.AreIn(text))
        && (!contexts.Contains(Lit) || IsWarm(palette))
        && palette.Within is { } within
        && within.Any(context => contexts.Contains(context) && Lexicon.Instance.CallsForColors(context))
        && !within.Intersect(domain.Contexts ?? [], StringComparer.Ordinal).Any();

    /// <summary>"Long warm shadows": nothing for a picture without colors.</summary>
    private static bool IsWarm(LibraryEntry entry) => entry.Tones?.Contains(Warm, StringComparer.Ordinal) is true;

    /// <summary>No light may be added: there is one, or a flat style has none.</summary>
    private bool IsUnlit => sketch.Has("lighting.") || sketch.Entries.Exists(entry => entry.Flat);

    private void FillLight()
    {
        if (sketch.HasArtist)
        {
            FillArtistsLight();
            return;
        }

        if (IsUnlit)
        {
            return;
        }

        if (Family is { Id: Render })
        {
            // A sunset or a storm that the idea tells lights a render, too.
            Add("lighting", LibraryKind.Lighting, entry => entry.Needs is not null);
        }

        if (Family is null or { SceneLight: true })
        {
            Add("lighting", LibraryKind.Lighting, entry => !contexts.Contains(Lit) || entry.Needs is not null);
        }
        else if (Family.Lights is { } lights && !contexts.Contains(Lit) && !sketch.Has("lighting."))
        {
            Choose("lighting", lights.Select(PromptLibrary.Instance.Find).OfType<LibraryEntry>());
        }
    }

    private void FillView(bool full, bool photo)
    {
        var framed = sketch.Has("composition.");
        if (Family is { SceneFrames: false })
        {
            if (!framed && Family.Frames is { } frames)
            {
                Choose("framing", frames.Select(PromptLibrary.Instance.Find).OfType<LibraryEntry>());
            }

            return;
        }

        if (!framed)
        {
            Add(
                "shot",
                LibraryKind.Composition,
                entry =>
                    entry.Facet is "shotSize" || (!full && entry.Facet is "framing" or "viewpoint" or "negativeSpace")
            );
        }

        // How an artist looks at things is no library's to say.
        if (!full || IsLookGiven)
        {
            return;
        }

        if (!framed)
        {
            Add("angle", LibraryKind.Composition, entry => entry.Facet is "angle" or "viewpoint");
            Add(
                "framing",
                LibraryKind.Composition,
                entry => entry.Facet is "framing" or "negativeSpace" || (entry.Facet is "depthOfField" && photo)
            );
        }

        if (photo && Family is null or { Camera: true } && !sketch.Has("camera."))
        {
            FillCamera();
        }
    }

    private void FillCamera()
    {
        if (SaidAgainst.SaysCamera(text))
        {
            return;
        }

        Add("lens", LibraryKind.Camera, entry => entry.Facet is "focalLength");
        if (Draw("film?") % FilmEvery == 0 && !sketch.Entries.Exists(entry => entry.Monochrome))
        {
            Add("film", LibraryKind.Camera, entry => entry.Facet is "filmStock");
        }
    }

    /// <summary>"In the style of Norman Rockwell", "photographed by a stranger": the look is somebody's, known here or not.</summary>
    private bool IsLookGiven => sketch.HasArtist || GivenLooks.Any(words => WholeWord.Contains(text, words));

    private void Add(string slot, LibraryKind kind, Func<LibraryEntry, bool> wanted)
    {
        if (!Skips(slot))
        {
            Choose(slot, PromptLibrary.Instance.For(kind, domain.Id).Where(wanted));
        }
    }

    private bool Skips(string slot) => domain.Skips is { } skips && skips.Contains(slot, StringComparer.Ordinal);

    private bool Choose(string slot, IEnumerable<LibraryEntry> candidates)
    {
        var choice = candidates.Where(Fits).ToList();
        if (choice.Exists(entry => entry.Needs is not null))
        {
            choice.RemoveAll(entry => entry.Needs is null);
        }

        if (choice.Count == 0)
        {
            return false;
        }

        var entry = choice[(int)(Draw(slot) % (ulong)choice.Count)];
        return sketch.Put(
            entry,
            new Slot
            {
                Value = entry.Phrase,
                Source = SlotSource.Library,
                EntryId = entry.Id,
                Confidence = 0.5,
            }
        );
    }

    private bool Fits(LibraryEntry entry) =>
        (entry.ContentClass is not { } only || only == sketch.Class)
        && sketch.CanTake(entry)
        && !(entry.Monochrome && sketch.Palette.Count > 0)
        && !(entry.Kind is LibraryKind.Lighting && IsWarm(entry) && sketch.Entries.Exists(other => other.Monochrome))
        && !(entry.Facet is "angle" or "viewpoint" && sketch.Has("video."))
        && !sketch.Denies(entry)
        && !SaidAgainst.Forbids(entry, text)
        && !(entry.Avoid ?? []).Any(contexts.Contains)
        && (entry.Needs is not { } needs || needs.Any(contexts.Contains))
        && (entry.Within is not { } within || within.Any(contexts.Contains))
        && !Said(entry)
        && !sketch.Entries.Exists(other => Conflict(entry, other) || Conflict(other, entry) || Clash(entry, other));

    /// <summary>Whether the writer said it; of a medium the first word is enough: "portrait", "food".</summary>
    private bool Said(LibraryEntry entry)
    {
        var name = entry.Name;
        var space = entry.Kind == LibraryKind.Medium ? name.IndexOf(' ', StringComparison.Ordinal) : -1;
        return WholeWord.Contains(text, space < 0 ? name : name.AsSpan(0, space));
    }

    private static bool Conflict(LibraryEntry one, LibraryEntry other) =>
        one.Conflicts is { } conflicts && conflicts.Contains(other.Id, StringComparer.Ordinal);

    /// <summary>A macro lens for a wide view, a cool palette in warm light.</summary>
    private static bool Clash(LibraryEntry one, LibraryEntry other) =>
        (
            one.Frames is { } frames
            && other.Frames is { } others
            && !frames.Intersect(others, StringComparer.Ordinal).Any()
        )
        || (
            one.Tones is { } tones
            && other.Tones is { } against
            && tones.Any(tone => against.Any(t => Opposite(tone, t)))
        );

    private static bool Opposite(string one, string other) =>
        (one, other) is ("warm", "cool") or ("cool", "warm") or ("dark", "bright") or ("bright", "dark");

    private ulong Draw(string slot) => StableHash.Of(slot, seed);
}
