using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Finds the kind of picture that somebody names: "floor plan of a barn", "a fox, woodcut", "fox logo", "a fox as a coin". A
/// coin on a table, a girl with a map are things in a picture, no kinds of it.
/// </summary>
internal static partial class KindReader
{
    private const int MostWordsBefore = 6;

    private static readonly FrozenSet<string> Of = WordLists.Set("kind-of");
    private static readonly FrozenSet<string> As = WordLists.Set("kind-of-loose");
    private static readonly FrozenSet<string> Ends = WordLists.Set("kind-ends");
    private static readonly FrozenSet<string> Materials = WordLists.Set("kind-materials");
    private static readonly FrozenSet<string> Collections = WordLists.Set("collections");
    private static readonly FrozenSet<string> Views = WordLists.Set("views");
    private static readonly FrozenSet<string> Rooms = WordLists.Set("room-domains");
    private static readonly FrozenSet<string> Poses = WordLists.Set("poses");
    private static readonly FrozenSet<string> Places = WordLists.Set("places-before");
    private const string Design = "design";
    private const string Lettering = "lettering";
    private const string MovingPicture = "moving-picture";
    private static readonly FrozenSet<string> Sheets = WordLists.Set("sheet-families");

    private static readonly FrozenSet<string> Shown = WordLists.Set("shown-domains");
    private static readonly FrozenSet<string> Goods = WordLists.Set("made-goods");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");

    public static void Read(IdeaReading reading)
    {
        for (var i = 0; i < reading.Segments.Count && reading.Kind is null; i++)
        {
            ReadSegment(reading, reading.Segments[i], isFirst: i == 0);
        }

        if (reading.Kind is { } named)
        {
            reading.Kind = Elsewhere(reading, named) ?? named;
        }
        else if (reading.Video.Count > 0 || IsWord(reading))
        {
            // Its name is no medium to be told.
            var unnamed = reading.Video.Count > 0 ? MovingPicture : Lettering;
            (reading.Kind, reading.IsArtists) = (PictureKinds.Instance.Find(unnamed), true);
        }

        for (var i = 0; i < reading.Segments.Count && reading.Artist is null; i++)
        {
            if (ArtistIn(reading.Segments[i].Tokens, isPart: i > 0) is { } artist)
            {
                reading.IsArtists = reading.Kind is null;
                reading.Kind ??= artist.Kind;
                reading.Artist = artist;
            }
        }
    }

    /// <summary>"…, on my forearm", "forearm tattoo": where it is makes it another kind.</summary>
    private static PictureKind? Elsewhere(IdeaReading reading, PictureKind kind)
    {
        if (
            !reading
                .Text[reading.KindStart..reading.KindEnd]
                .TrimEnd('s')
                .EndsWith(kind.Id.Replace('-', ' '), StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        foreach (var tokens in reading.Segments.Select(segment => segment.Tokens))
        {
            for (var i = 0; i < tokens.Count; i++)
            {
                if (
                    kind.On(tokens[i].Key) is { } other
                    && (tokens[i].End + 1 == reading.KindStart || tokens.Count == 1 || IsOn(tokens, i))
                )
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static void ReadSegment(IdeaReading reading, Segment segment, bool isFirst)
    {
        var tokens = segment.Tokens.FindAll(token => !reading.Removed[token.Start]);
        var inRoom =
            !isFirst
            && reading
                .Segments[0]
                .Tokens.Exists(token =>
                    Lexicon.Instance.DomainOf(token.Key) is { } domain && Rooms.Contains(domain.Id)
                );
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var count = Math.Min(PictureKinds.Instance.Longest, tokens.Count - i); count > 0; count--)
            {
                var key = Tokenizer.Join(tokens, i, count);
                var place = new Place(reading.Text, tokens, i, i + count, isFirst) { InRoom = inRoom };
                if (
                    Tokenizer.AreTogether(reading.Text, tokens, i, count)
                    && (NamedAt(place, key) ?? AdjectiveAt(place, key)) is { } kind
                )
                {
                    Take(reading, kind, place);
                    return;
                }
            }
        }
    }

    private static void Take(IdeaReading reading, PictureKind kind, Place place)
    {
        var (first, last) = (place.Tokens[place.First], place.Tokens[place.End - 1]);
        reading.Kind = kind;
        reading.KindStart = first.Start;
        reading.KindEnd = last.End;
        var next = AfterName(place);
        reading.ShownFrom =
            next < place.Tokens.Count && Of.Contains(place.Tokens[next].Key) ? place.Tokens[next].End : null;
        if (reading.ShownFrom is not null)
        {
            reading.Kind =
                place
                    .Tokens.Skip(next + 1)
                    .Select(token => kind.With(token.Key))
                    .FirstOrDefault(other => other is not null)
                ?? kind;
        }
    }

    private static PictureKind? NamedAt(Place place, string key) =>
        PictureKinds.Instance.Named(key) is { } kind
        && EndsWell(place, kind)
        && BeginsWell(place, kind)
        && !(kind.IsThing && StandsSomewhere(place))
            ? kind
            : null;

    /// <summary>"An embroidered fox", "pixel art castle": before the thing shown, in the first part of the idea.</summary>
    private static PictureKind? AdjectiveAt(Place place, string key) =>
        place.IsFirst
        && place.End < place.Tokens.Count
        && place.IsTogether(place.End)
        && !WordForms.IsBoundary(place.Tokens[place.End].Key)
        && !IsGoods(place)
        && PictureKinds.Instance.ByAdjective(key) is { } kind
        && PictureKinds.Instance.Named(place.Tokens[place.End].Key) is null
        && LastBoundary(place) < 0
        && !Acts(place)
        && !IsNamedBehind(place)
            ? kind
            : null;

    /// <summary>A knitted beanie is something to wear, a knitted fox is a fox made of wool.</summary>
    private static bool IsGoods(Place place) => Goods.Contains(place.Tokens[place.End].Key);

    /// <summary>Nothing follows, or what it shows, or what it is made on; not another noun and not a place.</summary>
    private static bool EndsWell(Place place, PictureKind kind)
    {
        var (tokens, next) = (place.Tokens, AfterName(place));
        if (next == tokens.Count || !place.IsTogether(next))
        {
            return true;
        }

        if (Of.Contains(tokens[next].Key))
        {
            // "A woman with a tattoo of a rose" is about the woman: the part before it decides.
            return true;
        }

        if (!WordForms.IsBoundary(tokens[next].Key) && !WordForms.IsParticiple(tokens, next))
        {
            return (
                    WordForms.IsVerbInIng(tokens[next].Key)
                    && (!kind.IsThing || kind.IsFixed)
                    && !IsNamedBehind(place with { End = next }, any: true)
                ) || IsTitle(place, kind);
        }

        if (!Places.Contains(tokens[next].Key))
        {
            return place.IsFirst || !kind.IsThing || As.Contains(tokens[next].Key);
        }

        var noun = next + 1;
        while (noun < tokens.Count && Articles.Contains(tokens[noun].Key))
        {
            noun++;
        }

        return noun < tokens.Count
            && (
                kind.IsFixed
                || kind.On(tokens[noun].Key) is not null
                || Materials.Contains(tokens[noun].Key)
                || (
                    kind is { Class: ContentClass.Photo, IsThing: false }
                    && place.Count > 1
                    && tokens[next].Key is "at" or "in"
                )
                || (!kind.IsThing && !PlaceReader.MeansPlace(place.Text, tokens, noun))
            );
    }

    /// <summary>"Wallpaper pattern art deco peacocks", "logo fox": a design named before what it shows, as a search is typed.</summary>
    private static bool IsTitle(Place place, PictureKind kind) =>
        place.IsFirst
        && (place.First == 0 || (place.First < MostWordsBefore / 2 + 1 && place.Count > 1 && LastBoundary(place) < 0))
        && (kind.Family.Domain is Design || Sheets.Contains(kind.Family.Id))
        && (
            (place.Count > 1 && !Compounds.IsThing(place.Tokens[place.End].Key))
            || (Lexicon.Instance.DomainOf(place.Tokens[place.End].Key) is { } domain && Shown.Contains(domain.Id))
        );

    /// <summary>It begins the idea, stands alone in a part of its own, or behind "as a", "in the style of".</summary>
    private static bool BeginsWell(Place place, PictureKind kind)
    {
        var boundary = LastBoundary(place, joinsAll: !kind.IsThing);
        if (boundary < 0)
        {
            return !Acts(place) && (place.IsFirst || (place.First <= MostWordsBefore && Standalone(place, kind)));
        }

        var word = place.Tokens[boundary].Key;
        var before = boundary > 0 ? place.Tokens[boundary - 1].Key : "";
        return word switch
        {
            _ when As.Contains(word) => !(kind.IsThing && Poses.Contains(before)) || IsWish(place, boundary),
            "in" => !kind.IsThing
                ? !HasArticle(place, boundary) || IsStyle(place)
                : IsStyle(place) || (before is "form" or "shape"),
            "of" when IsStyleOf(place, boundary) => true,
            "of" or "for" when Acts(place) => false,
            "of" or "for" => Collections.Contains(before)
                || (word is "of" && Views.Contains(before) && OnlyView(place, boundary)),
            _ => false,
        };
    }

    /// <summary>"Make it look like a stained glass window".</summary>
    private static bool IsWish(Place place, int boundary) =>
        place.Tokens.Take(boundary).Any(token => token.Key is "make" or "made");

    /// <summary>"In the style of a coin", "in the form of a mosaic".</summary>
    private static bool IsStyleOf(Place place, int boundary)
    {
        var noun = boundary - 1;
        if (noun < 1 || !Collections.Contains(place.Tokens[noun].Key))
        {
            return false;
        }

        var before = Articles.Contains(place.Tokens[noun - 1].Key) ? noun - 2 : noun - 1;
        return before >= 0 && place.Tokens[before].Key is "in";
    }

    /// <summary>In a list of what stands in a room or a street ("…, neon signs"), a thing is one of them.</summary>
    private static bool Standalone(Place place, PictureKind kind) =>
        !kind.IsThing
        || (!place.InRoom && place.Tokens.Count <= MostWordsBefore && place.Tokens[place.End - 1].Key[^1] != 's');

    private static bool HasArticle(Place place, int boundary) =>
        boundary + 1 < place.First && Articles.Contains(place.Tokens[boundary + 1].Key);

    private static bool IsStyle(Place place) =>
        place.End < place.Tokens.Count && Ends.Contains(place.Tokens[place.End].Key);

    /// <summary>"A view of", "an image of" before it; a "photo of a mural" was found as a photo already.</summary>
    private static bool OnlyView(Place place, int boundary)
    {
        for (var i = 0; i < boundary - 1; i++)
        {
            if (Lexicon.Instance.DomainOf(place.Tokens[i].Key) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
