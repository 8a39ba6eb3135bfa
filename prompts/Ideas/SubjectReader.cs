using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What the picture is of: the head noun decides the domain, other words only the circumstances.</summary>
internal static partial class SubjectReader
{
    private const int LongestNoun = 3;

    /// <summary>The context of every idea that says where it is.</summary>
    private const string Placed = "placed";

    /// <summary>The context of ideas in which somebody does something.</summary>
    private const string Action = "action";

    private const string Group = "group";
    private const string Many = "many";
    private const string Building = "architecture";
    private const string Fantasy = "fantasy";
    private const string Interior = "interior";
    private const string Studio = "studio";
    private const string MovingPicture = "moving-picture";

    private static readonly FrozenSet<string> Rooms = WordLists.Set("room-heads");
    private static readonly FrozenSet<string> AsideDomains = WordLists.Set("aside-domains");
    private static readonly FrozenSet<string> MarkedDomains = WordLists.Set("marked-domains");
    private static readonly FrozenSet<string> FantasyMarks = WordLists.Set("fantasy-marks");
    private static readonly FrozenSet<string> Measures = WordLists.Set("counted-measures");
    private static readonly FrozenSet<string> Views = WordLists.Set("views");

    public static void Read(IdeaReading reading)
    {
        var tokens = reading.Shown();
        ContextReader.Read(reading, tokens);
        ReadHead(reading, tokens);
        if (IsChess(tokens))
        {
            ReadPieces(reading);
        }

        if (reading.Kind?.Family.Domain is { } domain)
        {
            reading.Domain = Lexicon.Instance.Domain(domain);
        }

        if (MarkedDomains.Contains(reading.Domain.Id) && tokens.Exists(token => FantasyMarks.Contains(token.Key)))
        {
            reading.Domain = Lexicon.Instance.Domain(Fantasy);
        }

        if (reading.Domain.Id is Interior && tokens.Exists(IsSomebody))
        {
            reading.Contexts.Add(Inhabited);
        }

        if (IsInside(reading))
        {
            reading.Domain = Lexicon.Instance.Domain(Interior);
        }

        // A thing in a clip is where something happens, not on a table under studio lamps.
        reading.Contexts.UnionWith(
            (reading.Domain.Contexts ?? []).Where(context =>
                context is not Studio || reading.Kind?.Family.Id is not MovingPicture
            )
        );
        reading.Contexts.Add(reading.Domain.Id);
        if (reading.Contexts.Contains("indoor") && reading.Domain.Id is "interior")
        {
            reading.Contexts.Remove("outdoor");
        }

        reading.Place = PlaceReader.Read(reading);
        if (reading.Place is not null && !PlaceReader.IsBackground(reading.Place))
        {
            reading.Contexts.Add(Placed);
            if (IsInHabitat(reading, reading.Place))
            {
                reading.Contexts.Add(Habitat);
            }

            if (IsAfield(reading, reading.Place))
            {
                reading.Contexts.Add(Afield);
            }
        }
    }

    /// <summary>"Library, candles, old books" is a room, "a library in a pine forest" a building.</summary>
    private static bool IsInside(IdeaReading reading) =>
        reading.Domain.Id is Building
        && !reading.Contexts.Contains("outdoor")
        && reading
            .Shown()
            .SkipWhile(token => !string.Equals(token.Key, reading.Noun, StringComparison.OrdinalIgnoreCase))
            .Skip(1)
            .Any(token => Lexicon.Instance.ContextsOf(token.Key).Contains("indoor", StringComparer.Ordinal));

    private static void ReadHead(IdeaReading reading, List<Token> tokens)
    {
        var head =
            Agent(reading, tokens)
            ?? LeadingNoun(reading, tokens)
            ?? Served(reading, tokens)
            ?? Aside(reading, tokens, FirstNoun(reading, tokens, 0, tokens.Count, last: false));
        head = Bearer(reading, tokens, head) ?? (InRoom(reading, tokens, head) ?? head);
        if (head is { } found)
        {
            reading.Domain = Claim(reading, tokens, found.At) ?? found.Domain;
            reading.Contexts.Add(found.Domain.Id);
            reading.Noun = reading.Text[tokens[found.At].Start..tokens[found.At].End];
            if (IsSeveral(found.Domain, tokens[found.At].Key))
            {
                reading.Contexts.Add(Group);
            }
        }

        if (ActionReader.IsAction(reading, tokens, head?.At ?? -1))
        {
            reading.Contexts.Add(Action);
        }

        var start = tokens.Count > 1 && tokens[0].Key is "the" or "a" ? 1 : 0;
        if (
            tokens.Count > start + 1
            && Number(tokens[start].Key) is > 1 and var count
            && !Measures.Contains(tokens[start + 1].Key)
        )
        {
            reading.Count = count;
            reading.Contexts.Add(Group);
            if (count > 2)
            {
                reading.Contexts.Add(Many);
            }
        }
    }

    /// <summary>"Marathon runners crossing a bridge": who does something is a person, also where the word is in no list.</summary>
    private static (DomainEntry Domain, int At)? Agent(IdeaReading reading, List<Token> tokens)
    {
        for (var i = 1; i < tokens.Count && !WordForms.IsBoundary(tokens[i].Key); i++)
        {
            if (
                (
                    (WordForms.IsVerbInIng(tokens[i].Key) && !IsRoom(tokens, i + 1))
                    || WordForms.IsVerbBeforeArticle(tokens, i)
                )
                && WordForms.IsAgent(tokens[i - 1].Key)
                && !IsOwner(reading, tokens, i - 1)
                && FirstNoun(reading, tokens, 0, i, last: true) is null
            )
            {
                return (Lexicon.Instance.Domain(Lexicon.People), i - 1);
            }
        }

        return null;
    }

    /// <summary>"Minimalist living room": the word in -ing is the room's.</summary>
    private static bool IsRoom(List<Token> tokens, int at) => at < tokens.Count && Rooms.Contains(tokens[at].Key);

    private static (DomainEntry Domain, int At)? LeadingNoun(IdeaReading reading, List<Token> tokens)
    {
        var start = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var apart = i > 0 && !Tokenizer.AreTogether(reading.Text, tokens, i - 1, 2);
            if (!apart && !Ends(reading, tokens, start, i))
            {
                continue;
            }

            if (!apart && tokens[i].Key is "of" && i > 0 && Views.Contains(tokens[i - 1].Key))
            {
                start = i + 1;
                continue;
            }

            return FirstNoun(reading, tokens, start, i, last: true);
        }

        return FirstNoun(reading, tokens, start, tokens.Count, last: true);
    }

    /// <summary>The noun phrase ends at a small word, or at a verb after a noun.</summary>
    private static bool Ends(IdeaReading reading, List<Token> tokens, int start, int at) =>
        WordForms.IsBoundary(tokens[at].Key)
        || (
            (
                (WordForms.IsVerbInIng(tokens[at].Key) && !IsOwner(reading, tokens, at - 1))
                || WordForms.IsVerbBeforeArticle(tokens, at)
                || WordForms.IsParticiple(tokens, at)
            ) && FirstNoun(reading, tokens, start, at, last: true) is not null
        );

    /// <summary>
    /// "An hourglass where the sand turns into birds" is no picture of birds: a thing that only stands behind a small word says
    /// nothing of what the picture is of, "of" itself excepted. A place does.
    /// </summary>
    private static (DomainEntry Domain, int At)? Aside(
        IdeaReading reading,
        List<Token> tokens,
        (DomainEntry Domain, int At)? found
    )
    {
        if (found is not { } noun || !AsideDomains.Contains(noun.Domain.Id))
        {
            return found;
        }

        for (var i = noun.At - 1; i >= 0 && Tokenizer.AreTogether(reading.Text, tokens, i, 2); i--)
        {
            if (WordForms.IsBoundary(tokens[i].Key))
            {
                return tokens[i].Key is "of" && (i == 0 || tokens[i - 1].Key is not "out") ? found : null;
            }
        }

        return found;
    }

    private static DomainEntry? Claim(IdeaReading reading, List<Token> tokens, int noun)
    {
        for (var i = 0; i < noun; i++)
        {
            if (
                !reading.InCompound.Contains(tokens[i].Start)
                && Lexicon.Instance.ClaimOf(tokens[i].Key) is { } domain
                && !Compounds.OnlyTellsGoods(reading.Text, tokens, i)
            )
            {
                return domain;
            }
        }

        return null;
    }

    private static (DomainEntry Domain, int At)? FirstNoun(
        IdeaReading reading,
        List<Token> tokens,
        int start,
        int end,
        bool last
    )
    {
        (DomainEntry, int)? found = null;
        for (var i = start; i < end; i++)
        {
            for (var count = Math.Min(LongestNoun, end - i); count > 0; count--)
            {
                if (
                    Lexicon.Instance.DomainOf(Tokenizer.Join(tokens, i, count)) is not { } domain
                    || (count == 1 && !IsNoun(reading, tokens, i, last))
                )
                {
                    continue;
                }

                i += count - 1;
                found = (domain, i);
                if (!last)
                {
                    return KeeperOf(reading, tokens, i, end) ?? found;
                }

                break;
            }
        }

        return found;
    }

    /// <summary>No color where the first noun is wanted, and no word that only belongs to the thing behind it.</summary>
    private static bool IsNoun(IdeaReading reading, List<Token> tokens, int at, bool last)
    {
        if (!last && PromptLibrary.Instance.Color(tokens[at].Key) is not null)
        {
            return false;
        }

        if (IsOwner(reading, tokens, at) && !IsOfBody(tokens, at + 1))
        {
            return false;
        }

        if (reading.InCompound.Contains(tokens[at].Start))
        {
            var isLast = at + 1 == tokens.Count || !reading.InCompound.Contains(tokens[at + 1].Start);
            return isLast && Compounds.IsThing(tokens[at].Key);
        }

        return true;
    }
}
