using System.Text;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// The EXIF UserComment: eight bytes that name the character code, then the text (CIPA DC-008, 4.6.5). "UNICODE" does not fix the byte
/// order, and programs use either one, so the order is found from the positions of the zero bytes of ASCII letters.
/// </summary>
internal static class UserComment
{
    private const int CodeLength = 8;

    public static string? Decode(ReadOnlySpan<byte> raw, bool blockIsBigEndian)
    {
        if (raw.Length <= CodeLength || raw.Length > PngChunks.MaxTextBytes)
        {
            return null;
        }

        // JSON may come without the name of a code; its first character is not that of any such name.
        var text = raw[0] == (byte)'{' ? raw : raw[CodeLength..];
        var decoded =
            raw.StartsWith("UNICODE\0"u8) ? DecodeUtf16(text, blockIsBigEndian)
            : System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8.GetString(text)
            : Encoding.Latin1.GetString(text);
        return decoded.TrimEnd('\0');
    }

    private static string DecodeUtf16(ReadOnlySpan<byte> text, bool blockIsBigEndian)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(text[2..]);
        }

        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(text[2..]);
        }

        var zeros = (Even: 0, Odd: 0);
        for (var at = 0; at < text.Length; at++)
        {
            zeros =
                text[at] != 0 ? zeros
                : at % 2 == 0 ? zeros with { Even = zeros.Even + 1 }
                : zeros with { Odd = zeros.Odd + 1 };
        }

        var big = zeros.Even == zeros.Odd ? blockIsBigEndian : zeros.Even > zeros.Odd;
        return (big ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(text);
    }
}
