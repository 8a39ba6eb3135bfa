using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What the picture is made like: its class, its style, its medium, its shape.</summary>
internal sealed partial class Filler
{
    private const string PlainPhoto = "photograph";

    /// <summary>Styles of worlds that never were.</summary>
    private static readonly FrozenSet<string> UnrealStyles = WordLists.Set("unreal-styles");

    /// <summary>What such a world is drawn in.</summary>
    private static readonly IReadOnlyList<string> UnrealMedia = WordLists.InOrder("unreal-media");

    /// <summary>Subjects that nobody dresses up or builds in such a style for a photograph.</summary>
    private static readonly FrozenSet<string> UnrealDomains = WordLists.Set("unreal-domains");

    private static readonly IReadOnlyList<string> CopySides = WordLists.InOrder("copy-sides");

    private static readonly IReadOnlyList<string> Spreads = WordLists.InOrder("spreads");

    /// <summary>Kinds that may be printed by hand, and the prints.</summary>
    private static readonly FrozenSet<string> PrintedFamilies = WordLists.Set("printed-families");
    private static readonly FrozenSet<string> HandPrints = WordLists.Set("hand-prints");

    /// <summary>Room for the thing and for the writing beside it.</summary>
    private static readonly AspectRatio BesideCopy = new(3, 2) { Source = SlotSource.Library };

    /// <summary>Of a hundred pictures of this subject; nobody photographs an owl of brass gears.</summary>
    private int? PhotoShare =>
        sketch.DeniesPhotographs
        || (UnrealDomains.Contains(domain.Id) && sketch.Entries.Exists(entry => UnrealStyles.Contains(entry.Id)))
            ? 0
            : domain.PhotoShare;

    /// <summary>Style, medium and what the named kind is made like.</summary>
    private void FillMaking(bool full)
    {
        AddManner();
        AddLook();
        // A style says much that nobody asked for: the medium is enough, and the look of the years that the idea tells. A
        // feeling or an abstract picture is nothing without one.
        if (
            full
            && IsDrawn
            && !IsLookGiven
            && sketch.Styles.Count == 0
            && !sketch.IsClosed(LibraryKind.Style)
            && Family is null or { Styles: true }
        )
        {
            Add("style", LibraryKind.Style, style => style.Needs is null && FitsMedium(style));
        }

        if (!sketch.HasArtist && !sketch.IsClosed(LibraryKind.Style) && Family is null or { Eras: true })
        {
            Add("era", LibraryKind.Style, style => style.Needs is not null);
        }

        if (
            sketch["medium"] is null
            && !sketch.IsArtists
            && Kind is not { IsAnyClass: true }
            && !Skips("medium")
            && !sketch.Entries.Exists(entry => entry.StandsAlone)
        )
        {
            AddMedium();
        }

        AddFinish();
    }

    /// <summary>
    /// Of a text in another language of which only some words are known: what the kind of picture is made like, its shape, and
    /// the light of the weather and the time that it tells.
    /// </summary>
    public void FillTold(DetailLevel detail)
    {
        if (detail == DetailLevel.Off)
        {
            return;
        }

        AddFinish();
        if (Family is null or { SceneLight: true } && !IsUnlit)
        {
            Add("lighting", LibraryKind.Lighting, entry => entry.Needs is not null);
        }

        if (Named is not null || domain.Id is not (Lexicon.General or Lexicon.Foreign))
        {
            FillRatio();
        }
    }

    /// <summary>"Gig poster, …, lino-cut seagull": a poster may be printed by hand, and looks so.</summary>
    private void AddPrint(PictureKind named)
    {
        if (!PrintedFamilies.Contains(named.Family.Id))
        {
            return;
        }

        var words = text.Replace('-', ' ');
        var print = PictureKinds.Instance.All.FirstOrDefault(kind =>
            HandPrints.Contains(kind.Id) && kind.Names.Append(kind.Id).Any(name => WholeWord.Contains(words, name))
        );
        if (print is not null)
        {
            Choose("print", print.Finishes.Where(finish => finish.Phrase.Length > 0));
        }
    }

    private void AddFinish()
    {
        if (Named is { } printed && !sketch.HasArtist)
        {
            AddPrint(printed);
        }

        if (Named is { Finishes.Count: > 0 } named && !sketch.HasArtist)
        {
            Choose(
                "finish",
                named
                    .Finishes.Select(finish => FinishWords.Suited(finish, text))
                    .Where(finish => finish.Phrase.Length > 0)
            );
        }
    }

    /// <summary>"A lighthouse in the style of Van Gogh": how it is painted, and its colors where the idea tells none.</summary>
    private void AddManner()
    {
        if (
            sketch.Artist is not { } artist
            || sketch.IsClosed(LibraryKind.Style)
            || (sketch.Class == ContentClass.Photo && artist.Kind.Class != ContentClass.Photo)
        )
        {
            return;
        }

        var colored = contexts.Contains(Colored) || sketch.Palette.Count > 0 || NamedColors.AreIn(text);
        foreach (var look in artist.Looks)
        {
            var own = colored ? FinishWords.WithoutColors(look) : look;
            if (FinishWords.Suited(own, text) is { Phrase.Length: > 0 } suited)
            {
                Choose("manner", [suited]);
            }
        }
    }

    /// <summary>A painter's name brings the light of the painter, unless the idea tells another or has another place for it.</summary>
    private void FillArtistsLight()
    {
        if (
            sketch.Artist?.Light is { } light
            && !sketch.Has("lighting.")
            && !contexts.Contains(Lit)
            && Family is null or { SceneLight: true }
        )
        {
            Choose("lighting", [light]);
        }
    }

    /// <summary>"Bauhaus poster": what the style that the idea names is known by.</summary>
    private void AddLook()
    {
        if (sketch.HasArtist || Family is not (null or { Styles: true } or { Palette: true }))
        {
            return;
        }

        foreach (var style in sketch.Entries.Where(entry => entry.Kind == LibraryKind.Style).ToList())
        {
            if (
                !style.Id.Equals(Kind?.EntryId, StringComparison.Ordinal)
                && !IsNamedByKind(style)
                && (style.ContentClass is not { } only || only == sketch.Class)
                && StyleLooks.Find(style) is { } look
                && !sketch.Styles.Exists(slot => slot.Value.Contains(look.Phrase, StringComparison.Ordinal))
                && !(NamedColors.AreIn(look.Phrase) && (sketch.Palette.Count > 0 || NamedColors.AreIn(text)))
                && FinishWords.Suited(look, text) is { Phrase.Length: > 0 } suited
                && Choose("look", [suited])
            )
            {
                return;
            }
        }
    }

    /// <summary>"Seamless pattern", "infographic": the style is the kind, which tells itself how it is made.</summary>
    private bool IsNamedByKind(LibraryEntry style) =>
        Named is { Finishes.Count: > 0 }
        && sketch["medium"]?.Value is { } medium
        && PromptLibrary.NamesOf(style).Any(name => WholeWord.Contains(medium, name));

    /// <summary>The domain's own media, else what the style is made in, else a plain photograph.</summary>
    private void AddMedium()
    {
        var library = PromptLibrary.Instance;
        var own = library.For(LibraryKind.Medium, domain.Id).Where(FitsStyle);
        var ofStyle = sketch.Entries.SelectMany(entry => entry.Media ?? []).Select(library.Find).OfType<LibraryEntry>();
        var unreal =
            sketch.Class == ContentClass.Art && sketch.Entries.Exists(entry => UnrealStyles.Contains(entry.Id));
        if (unreal && Choose("medium", UnrealMedia.Select(library.Find).OfType<LibraryEntry>()))
        {
            return;
        }

        if (!Choose("medium", own) && !Choose("medium", ofStyle) && sketch.Class == ContentClass.Photo)
        {
            Choose("medium", [library.Find(PlainPhoto)!]);
        }
    }

    /// <summary>A style that suits the medium somebody asked for.</summary>
    private bool FitsMedium(LibraryEntry style) =>
        sketch["medium"] is not { } medium
        || sketch.Class == ContentClass.Photo
        || (
            !style.StandsAlone
            && medium.EntryId is { } id
            && (style.Media?.Contains(id, StringComparer.Ordinal) ?? true)
        );

    private bool FitsStyle(LibraryEntry medium) =>
        sketch.Class == ContentClass.Photo
        || sketch.Entries.TrueForAll(entry =>
            entry.Kind != LibraryKind.Style
            || entry.Media is not { } media
            || media.Contains(medium.Id, StringComparer.Ordinal)
        );

    private void FillRatio()
    {
        if (sketch.Ratio is not null || sketch.IsClosed(LibraryKind.Ratio))
        {
            return;
        }

        var shape =
            Named?.RatioWithin(contexts) ?? (sketch.Has("video.") ? MovingPicture : null)?.RatioWithin(contexts);
        if (shape is { } ratio)
        {
            sketch.Ratio = ratio with { Source = SlotSource.Library };
        }
        else
        {
            Add("ratio", LibraryKind.Ratio, _ => true);
        }

        if (
            sketch.Ratio is { Source: SlotSource.Library } chosen
            && chosen.Width <= chosen.Height
            && CopySides.Concat(Spreads).Any(words => WholeWord.Contains(text, words))
        )
        {
            sketch.Ratio = BesideCopy;
        }
    }
}
