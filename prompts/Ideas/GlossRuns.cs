namespace AiPromptGen.Prompts.Ideas;

/// <summary>The same in a script without spaces: the longest known word from each character on.</summary>
internal static partial class GlossReader
{
    private static List<GlossWord> Runs(IdeaReading reading, Segment segment, LanguageEntry language, Glossary glossary)
    {
        var words = new List<GlossWord>();
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (reading.Removed[i] || reading.Quoted[i] || !IsWritten(reading.Text[i]))
            {
                continue;
            }

            var word = LongestAt(reading, segment, i, language, glossary);
            if (
                word.Means is null
                && language.Silent?.Contains(reading.Text[i..word.End], StringComparer.Ordinal) is true
            )
            {
                Mark(words, i, reading.Text[i..word.End], language);
                continue;
            }

            if (word.Means is null && words is [.., { Means: null } last] && last.End == i)
            {
                words[^1] = last with { End = word.End };
            }
            else
            {
                words.Add(word);
            }

            i = word.End - 1;
        }

        return WithoutFragments(reading.Text, words);
    }

    /// <summary>What a particle says of the word before it.</summary>
    private static void Mark(List<GlossWord> words, int at, string particle, LanguageEntry language)
    {
        if (words is [.., var last] && last.End == at)
        {
            words[^1] = last with
            {
                IsSubject = last.IsSubject || language.Subjects?.Contains(particle, StringComparer.Ordinal) is true,
                IsClause = language.Clauses?.Contains(particle, StringComparer.Ordinal) is true,
            };
        }
    }

    private static GlossWord LongestAt(
        IdeaReading reading,
        Segment segment,
        int at,
        LanguageEntry language,
        Glossary glossary
    )
    {
        for (var length = Math.Min(glossary.Longest, segment.End - at); length > 0; length--)
        {
            var text = reading.Text.Substring(at, length);
            if (char.IsWhiteSpace(text[^1]) || reading.Removed.AsSpan(at, length).Contains(true))
            {
                continue;
            }

            if (glossary.Meaning(PromptLibrary.Key(text)) is { } means)
            {
                return new GlossWord(means, at, at + length);
            }

            if (language.Turns!.Contains(text, StringComparer.Ordinal))
            {
                return new GlossWord("", at, at + length);
            }
        }

        return new GlossWord(null, at, at + 1);
    }

    /// <summary>One character of a longer name that is not known means nothing: 山 in 富士山.</summary>
    private static List<GlossWord> WithoutFragments(string text, List<GlossWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Means is not { Length: > 0 } || (word.End - word.Start > 1 && !IsKatakana(text[word.Start])))
            {
                continue;
            }

            var before = i > 0 && words[i - 1] is { Means: null } one && one.End == word.Start;
            var behind = i + 1 < words.Count && words[i + 1] is { Means: null } other && other.Start == word.End;
            if (
                (before && IsSameScript(text[word.Start - 1], text[word.Start]))
                || (behind && IsSameScript(text[word.End - 1], text[word.End]))
            )
            {
                words[i] = word with { Means = null };
            }
        }

        return words;
    }

    /// <summary>Half of a surrogate pair is part of an ideograph, too.</summary>
    private static bool IsWritten(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static bool IsKatakana(char c) => c is >= '\u30A0' and <= '\u30FF';

    private static bool IsSameScript(char one, char other) =>
        IsKatakana(one) == IsKatakana(other)
        && (one is >= '\u3040' and <= '\u309F') == (other is >= '\u3040' and <= '\u309F');
}
