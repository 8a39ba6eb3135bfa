using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Where in the idea the name of a kind stands, and what stands before it.</summary>
internal static partial class KindReader
{
    private static readonly FrozenSet<string> PlainArtists = WordLists.Set("plain-artists");
    private static readonly FrozenSet<string> NotByArtists = WordLists.Set("not-by-artists");
    private static readonly FrozenSet<string> Says = WordLists.Set("says");
    private static readonly FrozenSet<string> WordHeads = WordLists.Set("word-heads");
    private static readonly FrozenSet<string> WordMakings = WordLists.Set("word-makings");

    private static readonly FrozenSet<string> ArtistWorks = WordLists.Set("artist-works");

    /// <summary>Behind "banking": a program or a page, and nobody who banks.</summary>
    private static readonly FrozenSet<string> AppHeads = WordLists.Set("app-heads");

    /// <summary>"Hand drawn treasure map" is a map: a kind named in the same words wins over how it is made.</summary>
    private static bool IsNamedBehind(Place place, bool any = false)
    {
        for (
            var i = place.End;
            i < place.Tokens.Count && place.IsTogether(i) && !WordForms.IsBoundary(place.Tokens[i].Key);
            i++
        )
        {
            for (var count = Math.Min(PictureKinds.Instance.Longest, place.Tokens.Count - i); count > 0; count--)
            {
                var behind = place with { First = i, End = i + count };
                if (
                    Tokenizer.AreTogether(place.Text, place.Tokens, i, count)
                    && NamedAt(behind, Tokenizer.Join(place.Tokens, i, count)) is { } other
                    && (any || other.Family.Domain is not null)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"The word “LOVE” made of flowers": nothing but letters. A word in the sand is written on something.</summary>
    private static bool IsWord(IdeaReading reading)
    {
        if (reading.Writings.Count == 0 || reading.Segments.FirstOrDefault()?.Tokens is not { Count: > 0 } tokens)
        {
            return false;
        }

        var head = Articles.Contains(tokens[0].Key) ? 1 : 0;
        return head < tokens.Count
            && WordHeads.Contains(tokens[head].Key)
            && (head + 1 == tokens.Count || WordMakings.Contains(tokens[head + 1].Key));
    }

    private static bool Acts(Place place)
    {
        for (var i = 0; i < place.First; i++)
        {
            // "Planting a flag": whoever does it, the thing behind it is held, not drawn.
            if (WordForms.IsVerbBeforeArticle(place.Tokens, i) || IsVerbInSBeforeArticle(place.Tokens, i))
            {
                return true;
            }

            if (
                i > 0
                && Compounds.IsNounBefore(place.Tokens, i)
                && (
                    (WordForms.IsVerbInIng(place.Tokens[i].Key) && !AppHeads.Contains(place.Tokens[i + 1].Key))
                    || WordForms.IsVerbInS(place.Tokens, i)
                    || WordForms.IsVerbBeforeArticle(place.Tokens, i)
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Behind a kind's name and what still belongs to it: "poster design", "storyboard 6 frames".</summary>
    private static int AfterName(Place place)
    {
        var (tokens, next) = (place.Tokens, place.End);
        while (
            next < tokens.Count
            && place.IsTogether(next)
            && (
                Ends.Contains(tokens[next].Key)
                || (
                    tokens[next].Key.All(char.IsAsciiDigit)
                    && next + 1 < tokens.Count
                    && place.IsTogether(next + 1)
                    && Ends.Contains(tokens[next + 1].Key)
                )
            )
        )
        {
            next++;
        }

        return next;
    }

    /// <summary>"On", or one word or two between: "on her left arm".</summary>
    private static bool IsOn(List<Token> tokens, int at) =>
        tokens[Math.Max(0, at - 3)..at].Exists(token => token.Key is "on");

    private static bool IsVerbInSBeforeArticle(List<Token> tokens, int at) =>
        at > 0 && WordForms.IsVerbInS(tokens, at) && Articles.Contains(tokens[at + 1 < tokens.Count ? at + 1 : at].Key);

    /// <param name="joinsAll">Things joined by "and" are shown: "a cat and dog logo"; else only looks: "a black and gold card".</param>
    private static int LastBoundary(Place place, bool joinsAll = false)
    {
        for (var i = place.First - 1; i >= 0; i--)
        {
            var key = place.Tokens[i].Key;
            if ((WordForms.IsBoundary(key) || As.Contains(key)) && !Joins(place, i, joinsAll))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Joins(Place place, int at, bool all) =>
        place.Tokens[at].Key is "and"
        && at > 0
        && !Articles.Contains(place.Tokens[at + 1].Key)
        && (all || (IsLook(place.Tokens[at - 1].Key) && IsLook(place.Tokens[at + 1].Key)));

    private static bool IsLook(string key) => Lexicon.Instance.DomainOf(key) is null;

    /// <summary>"A neon sign that says “Motel” above a parking lot": a thing that has a place is one in a picture.</summary>
    private static bool StandsSomewhere(Place place)
    {
        var says = place.End;
        if (says < place.Tokens.Count && place.Tokens[says].Key is ("that" or "which"))
        {
            says++;
        }

        if (says >= place.Tokens.Count || !Says.Contains(place.Tokens[says].Key))
        {
            return false;
        }

        for (var i = says + 1; i + 1 < place.Tokens.Count; i++)
        {
            if (
                Places.Contains(place.Tokens[i].Key)
                && Articles.Contains(place.Tokens[i + 1].Key)
                && PlaceReader.MeansPlace(place.Text, place.Tokens, i + 1)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Vermeer style", "in the style of Monet", "painted by Goya": a picture as that painter made them.</summary>
    private static Artist? ArtistIn(List<Token> tokens, bool isPart)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var count = Math.Min(PictureKinds.Instance.Longest, tokens.Count - i); count > 0; count--)
            {
                var before = i > 0 ? tokens[i - 1].Key : "";
                var after = i + count < tokens.Count ? tokens[i + count].Key : "";
                if (
                    PictureKinds.Instance.Artist(Tokenizer.Join(tokens, i, count)) is { } artist
                    && (
                        ArtistWorks.Contains(after)
                        || before is "by" or "of" or "like"
                        || (i > 1 && IsInStyleOf(tokens, i - 2))
                        || (!isPart && LeadsThing(tokens, i, count))
                        || (isPart && count == tokens.Count)
                    )
                    && (before is not "of" || (i > 1 && Collections.Contains(tokens[i - 2].Key)))
                )
                {
                    return artist;
                }
            }
        }

        return null;
    }

    /// <summary>"Vermeer barista", "a Monet garden".</summary>
    private static bool LeadsThing(List<Token> tokens, int at, int count) =>
        (at == 0 || (at == 1 && Articles.Contains(tokens[0].Key)))
        && at + count < tokens.Count
        && PlainArtists.Contains(Tokenizer.Join(tokens, at, count))
        && !WordForms.IsBoundary(tokens[at + count].Key)
        && !NotByArtists.Contains(tokens[at + count].Key)
        && !WordForms.IsVerbInIng(tokens[at + count].Key);

    /// <summary>"In the style of Hayao …": a first name that no list has stands between.</summary>
    private static bool IsInStyleOf(List<Token> tokens, int of) =>
        tokens[of].Key is "of" && of > 0 && Collections.Contains(tokens[of - 1].Key);

    private readonly record struct Place(string Text, List<Token> Tokens, int First, int End, bool IsFirst)
    {
        /// <summary>How many words its name has.</summary>
        public int Count => End - First;

        /// <summary>The idea's first part is about a room or a street, where many things stand.</summary>
        public bool InRoom { get; init; }

        /// <summary>Whether only a space or a hyphen stands before a token.</summary>
        public bool IsTogether(int at) => Tokenizer.AreTogether(Text, Tokens, at - 1, 2);
    }
}
