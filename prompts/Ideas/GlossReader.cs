using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// The English gloss of a text in another language, word for word. Nobody sees it: it is read as an English idea is, for the kind
/// of picture, the light and the time. A word that is not known stands as "unknown", which no list of words has and which is no verb.
/// </summary>
internal static partial class GlossReader
{
    private static readonly FrozenSet<string> Writing = WordLists.Set("writing-before-quote");

    private static readonly FrozenSet<string> MakesAnother = WordLists.Set("compound-things");
    private static readonly FrozenSet<string> OtherHeads = WordLists.Set("compound-heads");

    private const string Town = "city";
    private const int MostWords = 4;
    private const int ShortestPart = 3;
    private const char LastLatin = '\u0250';

    /// <summary>
    /// What the known words of a text mean, for models that read English only: "black cat with red tie". Null for a text of which
    /// no word is known.
    /// </summary>
    public static string? English(string text, string language)
    {
        if (Languages.Find(language) is not { } words)
        {
            return null;
        }

        var reading = new IdeaReading(text);
        QuoteReader.Read(reading);
        SegmentReader.Read(reading);
        return Read(reading, words)?.English();
    }

    /// <summary>What a denied thing means, where all of its words are known.</summary>
    /// <param name="whole">With the small words at its ends.</param>
    public static string? Term(string term, string language, bool whole = false)
    {
        if (Languages.Find(language) is not { } words)
        {
            return null;
        }

        var reading = new IdeaReading(term);
        SegmentReader.Read(reading);
        return Read(reading, words) is { IsWhole: true } gloss
            ? whole
                ? gloss.Text
                : gloss.English()
            : null;
    }

    /// <returns>Null where no word of the text is known.</returns>
    public static Gloss? Read(IdeaReading reading, LanguageEntry language)
    {
        if (Glossary.Of(language.Id) is not { } glossary)
        {
            return null;
        }

        var gloss = new Gloss();
        foreach (var segment in reading.Segments.Where(segment => !Denies(reading, segment, language)))
        {
            var words =
                language.Turns is null || language.Strip is not null
                    ? Spaced(reading, segment, language, glossary)
                    : Runs(reading, segment, language, glossary);
            gloss.Add(
                Placed(
                    language.Subjects is not null ? Turned(words)
                    : language.Turns is not null ? Joined(ClausesBehind(words))
                    : WithOf(language.AdjectivesBehind ? AdjectivesFirst(words) : words, language.Genitives)
                )
            );
        }

        return gloss.Known > 0 ? gloss : null;
    }

    /// <summary>A denial that was not understood stays in the text: its words would be told as if they were wanted.</summary>
    private static bool Denies(IdeaReading reading, Segment segment, LanguageEntry language) =>
        segment.Tokens.Exists(token =>
            !reading.Removed[token.Start]
            && (language.Before ?? [])
                .Concat(language.After ?? [])
                .Concat(language.Starts ?? [])
                .Contains(token.Key, StringComparer.Ordinal)
        );

    private static List<GlossWord> Spaced(
        IdeaReading reading,
        Segment segment,
        LanguageEntry language,
        Glossary glossary
    )
    {
        var words = new List<GlossWord>();
        var tokens = segment.Tokens.FindAll(token => !reading.Removed[token.Start] && !reading.Quoted[token.Start]);
        for (var i = 0; i < tokens.Count; i++)
        {
            var found = false;
            for (var count = Math.Min(MostWords, tokens.Count - i); count > 0 && !found; count--)
            {
                var key = Tokenizer.Join(tokens, i, count);
                var town = IsTown(key) ? reading.Text[tokens[i].Start..tokens[i + count - 1].End] : null;
                if ((glossary.Meaning(key) ?? town) is { } means)
                {
                    if (!IsBeforeQuote(reading, tokens[i + count - 1], means))
                    {
                        var word = new GlossWord(means, tokens[i].Start, tokens[i + count - 1].End);
                        words.Add(word with { IsSubject = IsNumber(word) && EndsSubject(key, language) });
                    }

                    i += count - 1;
                    found = true;
                }
            }

            if (!found && language.Turns?.Contains(tokens[i].Key, StringComparer.Ordinal) is true)
            {
                words.Add(new GlossWord("", tokens[i].Start, tokens[i].End));
            }
            else if (!found)
            {
                words.AddRange(
                    IsName(reading.Text, tokens, i, language)
                        ? [new GlossWord(reading.Text[tokens[i].Start..tokens[i].End], tokens[i].Start, tokens[i].End)]
                        : Inside(tokens[i], language, glossary)
                );
            }
        }

        return words;
    }

    /// <summary>"세 마리가": three, who do what follows.</summary>
    private static bool EndsSubject(string key, LanguageEntry language) =>
        language.Subjects is { } endings && endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>"Avec le texte «Nuit Bleue»": what is written is told by the quotation itself.</summary>
    private static bool IsBeforeQuote(IdeaReading reading, Token token, string means)
    {
        var next = token.End;
        while (next < reading.Text.Length && (char.IsWhiteSpace(reading.Text[next]) || reading.Text[next] is ':'))
        {
            next++;
        }

        return Writing.Contains(means) && next < reading.Text.Length && reading.Quoted[next];
    }

    /// <summary>"Paris", "Tokyo": written alike in English.</summary>
    private static bool IsTown(string key) => Lexicon.Instance.DomainOf(key)?.Id is Town;

    /// <summary>"Un café de Madrid": a word with a capital behind another one is a name, and the same in English.</summary>
    private static bool IsName(string text, List<Token> tokens, int at, LanguageEntry language) =>
        at > 0
        && !language.NounsCapital
        && char.IsUpper(text[tokens[at].Start])
        && text[tokens[at].Start] < LastLatin
        && !tokens[at].Key.Contains('\'', StringComparison.Ordinal);

    /// <summary>"L'eau", "الليل", "숲에서", "Morgennebel": what a word is made of.</summary>
    private static IEnumerable<GlossWord> Inside(Token token, LanguageEntry language, Glossary glossary)
    {
        foreach (var prefix in language.Prefixes ?? [])
        {
            if (
                token.Key.Length > prefix.Length
                && token.Key.StartsWith(prefix, StringComparison.Ordinal)
                && glossary.Meaning(token.Key[prefix.Length..]) is { } means
            )
            {
                return [new GlossWord(means, token.Start, token.End)];
            }
        }

        foreach (var ending in (language.Turns ?? []).Concat(language.Strip ?? []))
        {
            if (
                token.Key.Length > ending.Length
                && token.Key.EndsWith(ending, StringComparison.Ordinal)
                && glossary.Meaning(token.Key[..^ending.Length]) is { } means
            )
            {
                var word = new GlossWord(means, token.Start, token.End - ending.Length)
                {
                    IsSubject = language.Subjects?.Contains(ending, StringComparer.Ordinal) is true,
                };
                return language.Turns?.Contains(ending, StringComparer.Ordinal) is true
                    ? [word, new GlossWord("", token.End - ending.Length, token.End)]
                    : [word];
            }
        }

        return language.Links is { } links
            ? Compound(token, language, links, glossary)
            : [new GlossWord(null, token.Start, token.End)];
    }

    private static IEnumerable<GlossWord> Compound(
        Token token,
        LanguageEntry language,
        IReadOnlyList<string> links,
        Glossary glossary
    )
    {
        for (var at = ShortestPart; at <= token.Key.Length - ShortestPart; at++)
        {
            if (glossary.Meaning(token.Key[at..]) is not { } head)
            {
                continue;
            }

            var before = token.Key[..at];
            var kind = links
                .Prepend("")
                .Where(link => before.Length > link.Length && before.EndsWith(link, StringComparison.Ordinal))
                .Select(link => glossary.Meaning(before[..^link.Length]))
                .FirstOrDefault(means => means is not null);
            // "Aufzug" is no train: a part must be a word by itself, and a small word such as "auf" is none.
            // A thing before a thing makes another one: "Taschenuhr" is no bag clock.
            if (
                kind is not null
                && !language.Words.Contains(before, StringComparer.Ordinal)
                && !MakesAnother.Contains(Lexicon.Instance.DomainOf(kind)?.Id ?? "")
                && !OtherHeads.Contains(Lexicon.Instance.DomainOf(head)?.Id ?? "")
            )
            {
                return
                [
                    new GlossWord(kind, token.Start, token.Start + at),
                    new GlossWord(head, token.Start + at, token.End),
                ];
            }
        }

        return [new GlossWord(null, token.Start, token.End)];
    }
}
