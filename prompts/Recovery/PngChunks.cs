using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Goes through a PNG's chunks (PNG specification, third edition, 5.3 and 11.3.3). The decoder does not do this, because tEXt may hold
/// Latin-1 or UTF-8, because inflating must be bounded, and because then the decoder is never given the texts, nor anything else that it
/// would only copy.
/// </summary>
/// <param name="Length">How many bytes the picture has of chunks that a decoder needs.</param>
internal sealed record PngChunks(PictureTexts Texts, int Length, bool Animated)
{
    /// <summary>The most bytes of one text after inflating; a longer text is ignored.</summary>
    public const int MaxTextBytes = 1024 * 1024;

    /// <summary>The most bytes of all texts of a picture after inflating; the texts after these are ignored.</summary>
    public const int MaxAllBytes = 4 * MaxTextBytes;

    private const int MaxTexts = 32;
    private const int Signature = 8;
    private const int Frame = 12;

    /// <summary>The result for a file that is not a PNG. It is always a new object, because texts of other kinds are added to it.</summary>
    public static PngChunks None(int length) => new(new PictureTexts(), length, Animated: false);

    /// <summary>
    /// Removes what no decoder needs from the array itself: the other chunks move up, so that there is no second copy of the picture.
    /// </summary>
    public static PngChunks TakeTexts(Span<byte> png)
    {
        var texts = new PictureTexts();
        var kept = Math.Min(Signature, png.Length);
        var animated = false;
        var (read, left) = (0, MaxAllBytes);
        var at = Signature;
        while (at + Frame <= png.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - Frame)
            {
                break;
            }

            var next = at + Frame + (int)length;
            var kind = png.Slice(at + 4, 4);
            var body = png.Slice(at + 8, (int)length);
            animated |= kind.SequenceEqual("acTL"u8);
            if (IsText(kind))
            {
                if (read++ < MaxTexts && left > 0 && Decode(kind, body) is var (key, text))
                {
                    texts.Add(key, text);
                    left -= text.Length;
                }
            }
            else if (IsForDecoder(kind, body.Length))
            {
                var last = kind.SequenceEqual("IEND"u8);
                Keep(png, ref kept, png[at..next]);
                if (last)
                {
                    return new PngChunks(texts, kept, animated);
                }
            }

            at = next;
        }

        Keep(png, ref kept, png[Math.Min(at, png.Length)..]);
        return new PngChunks(texts, kept, animated);
    }

    private static void Keep(Span<byte> png, ref int kept, ReadOnlySpan<byte> part)
    {
        part.CopyTo(png[kept..]);
        kept += part.Length;
    }

    /// <summary>
    /// Whether a decoder needs the chunk: every critical one, whose type begins with a capital (5.4), and those of colors, transparency and
    /// orientation. Frames of an animation are none of them, because the first picture is the only one taken. An EXIF block of a JPEG has 64
    /// KB at most; one that is longer than a text may be is ignored like such a text.
    /// </summary>
    private static bool IsForDecoder(ReadOnlySpan<byte> kind, int length) =>
        kind[0] is >= (byte)'A' and <= (byte)'Z'
        || kind.SequenceEqual("tRNS"u8)
        || kind.SequenceEqual("gAMA"u8)
        || kind.SequenceEqual("cHRM"u8)
        || kind.SequenceEqual("sRGB"u8)
        || kind.SequenceEqual("iCCP"u8)
        || kind.SequenceEqual("cICP"u8)
        || kind.SequenceEqual("sBIT"u8)
        || (kind.SequenceEqual("eXIf"u8) && length <= MaxTextBytes);

    private static bool IsText(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("tEXt"u8) || kind.SequenceEqual("zTXt"u8) || kind.SequenceEqual("iTXt"u8);

    private static (string Key, string Text)? Decode(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        if (end is < 1 or > 79)
        {
            return null;
        }

        var rest = body[(end + 1)..];
        var text = kind[0] switch
        {
            (byte)'t' => Utf8OrLatin1(rest),
            (byte)'z' => rest.Length > 1 && Inflate(rest[1..]) is { } plain ? Utf8OrLatin1(plain) : null,
            _ => DecodeInternational(rest),
        };
        return text is null ? null : (Encoding.Latin1.GetString(body[..end]), text);
    }

    /// <summary>iTXt after its keyword: compression flag, method, language tag, translated keyword, UTF-8 text.</summary>
    private static string? DecodeInternational(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
        {
            return null;
        }

        var compressed = body[0] == 1;
        var rest = body[2..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + 1)..];
        }

        if (!compressed)
        {
            return Utf8OrLatin1(rest);
        }

        return Inflate(rest) is { } plain ? Utf8OrLatin1(plain) : null;
    }

    /// <summary>Inflates into an array that is used again, because a picture may have many texts and each array is large.</summary>
    private static byte[]? Inflate(ReadOnlySpan<byte> deflated)
    {
        using var inflater = new ZLibStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
        var plain = ArrayPool<byte>.Shared.Rent(MaxTextBytes + 1);
        try
        {
            var length = inflater.ReadAtLeast(plain, MaxTextBytes + 1, throwOnEndOfStream: false);
            return length > MaxTextBytes ? null : plain[..length];
        }
        // A stream that asks for a preset dictionary (RFC 1950, 2.2) throws an IOException; no picture has one.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>Decodes a text. The specification prescribes Latin-1 for tEXt and zTXt, but most generators write UTF-8.</summary>
    private static string? Utf8OrLatin1(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxTextBytes)
        {
            return null;
        }

        return System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text);
    }
}
