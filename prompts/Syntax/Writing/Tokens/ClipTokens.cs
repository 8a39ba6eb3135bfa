using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Writing.Tokens;

/// <summary>
/// CLIP's tokens of a text, without the two marks around it. It does what CLIP's tokenizer does: the text becomes lower case; words of
/// letters, single digits, runs of signs and English endings ('s, 't …) are separated; then each is joined pair by pair. HTML entities stay
/// as they are written.
/// </summary>
internal static class ClipTokens
{
    /// <summary>Bytes. Joining takes quadratic time, so a longer word, which exists in no language, is joined in stretches.</summary>
    public const int LongestWord = 128;

    private static readonly string[] Endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Sort
    {
        Space,
        Letter,
        Digit,
        Sign,
    }

    public static int Count(string text) => Read(text, null);

    public static IReadOnlyList<int> Ids(string text)
    {
        var ids = new List<int>();
        Read(text, ids);
        return ids;
    }

    private static int Read(string text, List<int>? ids)
    {
        var lower =
            Ascii.IsValid(text) && text.AsSpan().IndexOfAnyInRange('A', 'Z') < 0 ? text : text.ToLowerInvariant();
        var count = 0;
        var at = 0;
        while (at < lower.Length)
        {
            var (sort, width) = SortAt(lower, at);
            if (sort == Sort.Space)
            {
                at += width;
                continue;
            }

            var end = EndOfWord(lower, at, sort, width);
            count += OfWord(lower.AsSpan(at, end - at), ids);
            at = end;
        }

        return count;
    }

    private static int EndOfWord(string text, int at, Sort sort, int width)
    {
        if (text[at] == '\'')
        {
            foreach (var ending in Endings)
            {
                if (string.CompareOrdinal(text, at, ending, 0, ending.Length) == 0)
                {
                    return at + ending.Length;
                }
            }
        }

        var end = at + width;
        if (sort == Sort.Letter)
        {
            // Most words of most prompts are read by this loop alone.
            while (end < text.Length && char.IsAsciiLetterLower(text[end]))
            {
                end++;
            }
        }

        while (sort != Sort.Digit && end < text.Length && SortAt(text, end) is var (next, more) && next == sort)
        {
            end += more;
        }

        return end;
    }

    private static (Sort Sort, int Width) SortAt(string text, int at)
    {
        var c = text[at];
        if (char.IsAscii(c))
        {
            return (
                char.IsAsciiLetter(c) ? Sort.Letter
                : char.IsAsciiDigit(c) ? Sort.Digit
                : char.IsWhiteSpace(c) ? Sort.Space
                : Sort.Sign,
                1
            );
        }

        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var width);
        var sort = Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Sort.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                Sort.Digit,
            _ => Rune.IsWhiteSpace(rune) ? Sort.Space : Sort.Sign,
        };
        return (sort, width);
    }

    private static int OfWord(ReadOnlySpan<char> word, List<int>? ids)
    {
        if (ClipVocabulary.Instance.Whole(word) is { } whole)
        {
            ids?.Add(whole);
            return 1;
        }

        var size = Encoding.UTF8.GetMaxByteCount(word.Length);
        if (size <= LongestWord)
        {
            Span<byte> few = stackalloc byte[LongestWord];
            return OfBytes(few[..Encoding.UTF8.GetBytes(word, few)], stackalloc int[LongestWord], ids);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(size);
        var tokens = ArrayPool<int>.Shared.Rent(size);
        try
        {
            return OfBytes(bytes.AsSpan(0, Encoding.UTF8.GetBytes(word, bytes)), tokens, ids);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<int>.Shared.Return(tokens);
        }
    }

    private static int OfBytes(ReadOnlySpan<byte> bytes, Span<int> tokens, List<int>? ids)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            tokens[i] = ClipVocabulary.Instance.OfByte(bytes[i], i == bytes.Length - 1);
        }

        var total = 0;
        for (var from = 0; from < bytes.Length; from += LongestWord)
        {
            var stretch = tokens.Slice(from, Math.Min(LongestWord, bytes.Length - from));
            var joined = TokenJoiner.Join(stretch);
            ids?.AddRange(stretch[..joined]);
            total += joined;
        }

        return total;
    }
}
