using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Where in the idea the name of a kind stands, and what stands before it.</summary>
internal static partial class KindReader
{
    private static readonly FrozenSet<string> Says = WordLists.Set("says");

    private static bool Acts(Place place)
    {
        for (var i = 1; i < place.First; i++)
        {
            if (
                Compounds.IsNounBefore(place.Tokens, i)
                && (WordForms.IsVerbInIng(place.Tokens[i].Key) || WordForms.IsVerbInS(place.Tokens, i))
            )
            {
                return true;
            }
        }

        return false;
    }

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
