using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Who is in a room, and what is in a bowl, where no list knows the word.</summary>
internal static partial class SubjectReader
{
    /// <summary>The context of rooms with somebody in them.</summary>
    private const string Inhabited = "inhabited";
    private const string Food = "food";

    private static readonly FrozenSet<string> Vessels = WordLists.Set("vessels");
    private static readonly FrozenSet<string> RoomsBehind = WordLists.Set("rooms-behind");
    private static readonly FrozenSet<string> RoomBefore = WordLists.Set("room-before");
    private static readonly FrozenSet<string> NoPersons = WordLists.Set("no-persons");

    /// <summary>Domains of beings that own things.</summary>
    private static readonly FrozenSet<string> Owners = WordLists.Set("owner-domains");
    private const string BodyPart = "bodypart";

    /// <summary>"A bowl of pho": what is served is food, also where the word is in no list.</summary>
    private static (DomainEntry Domain, int At)? Served(IdeaReading reading, List<Token> tokens)
    {
        var at = tokens.FindIndex(token => Vessels.Contains(token.Key));
        if (at < 0 || at + 2 >= tokens.Count || tokens[at + 1].Key is not "of")
        {
            return null;
        }

        var end = at + 2;
        while (
            end < tokens.Count
            && !WordForms.IsBoundary(tokens[end].Key)
            && Tokenizer.AreTogether(reading.Text, tokens, end - 1, 2)
        )
        {
            end++;
        }

        return end > at + 2 && FirstNoun(reading, tokens, at + 2, end, last: true) is null
            ? (Lexicon.Instance.Domain(Food), end - 1)
            : null;
    }

    /// <summary>"A flapper in a ballroom": the picture is of whoever is in the room, not of its walls.</summary>
    private static (DomainEntry Domain, int At)? InRoom(
        IdeaReading reading,
        List<Token> tokens,
        (DomainEntry Domain, int At)? head
    )
    {
        if (head is not { } room || !RoomsBehind.Contains(room.Domain.Id))
        {
            return null;
        }

        var end = 0;
        while (end < room.At && !WordForms.IsBoundary(tokens[end].Key) && !IsVerb(tokens, end))
        {
            end++;
        }

        var from = tokens[0].Key is "a" or "an" or "the" ? 1 : 0;
        if (
            end <= from
            || end >= room.At
            || !Tokenizer.AreTogether(reading.Text, tokens, 0, end + 1)
            || Lexicon.Instance.ContextsOf(tokens[end - 1].Key).Count > 0
            || Views.Contains(tokens[end - 1].Key)
            || !tokens[end..room.At].Exists(token => RoomBefore.Contains(token.Key))
        )
        {
            return null;
        }

        var who = WordForms.IsAgent(tokens[end - 1].Key) ? Lexicon.People : Lexicon.General;
        return (Lexicon.Instance.Domain(who), end - 1);
    }

    /// <summary>
    /// "A dancer's dressing room", "a sailor's knot": who owns the thing behind it is not in the picture. Beings of tales are
    /// what their things are drawn after, and stay.
    /// </summary>
    private static bool IsOwner(IdeaReading reading, List<Token> tokens, int at) =>
        at >= 0
        && at + 1 < tokens.Count
        && Tokenizer.AreTogether(reading.Text, tokens, at, 2)
        && !WordForms.IsBoundary(tokens[at + 1].Key)
        && (tokens[at].Key.EndsWith("'s", StringComparison.Ordinal) || reading.Text[tokens[at].End] is '\'' or '’')
        && Owners.Contains(Lexicon.Instance.DomainOf(tokens[at].Key)?.Id ?? "");

    /// <summary>"An old man's hands" are a part of who is in the picture.</summary>
    private static bool IsOfBody(List<Token> tokens, int from)
    {
        for (var i = from; i < tokens.Count && !WordForms.IsBoundary(tokens[i].Key); i++)
        {
            if (
                Lexicon.Instance.ContextsOf(tokens[i].Key).Contains(BodyPart, StringComparer.Ordinal)
                || NoPersons.Contains(tokens[i].Key)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVerb(List<Token> tokens, int at) =>
        at > 0 && (WordForms.IsVerbInIng(tokens[at].Key) || WordForms.IsParticiple(tokens, at));

    /// <summary>"A painter's studio" shows the room: whose it is says nothing of who is there.</summary>
    private static bool IsSomebody(Token token) =>
        !NoPersons.Contains(token.Key)
        && !token.Key.EndsWith("'s", StringComparison.Ordinal)
        && !token.Key.EndsWith("s'", StringComparison.Ordinal)
        && Lexicon.Instance.DomainOf(token.Key)?.Id is Lexicon.People;
}
