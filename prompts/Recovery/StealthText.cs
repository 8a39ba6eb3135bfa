using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Text in the lowest bits of a PNG's alpha channel, column by column, where it outlives the text chunks: a signature, the
/// length in bits, the text, mostly gzipped. NovelAI and an A1111 extension write it.
/// https://github.com/neggles/sd-webui-stealth-pnginfo
/// </summary>
internal static class StealthText
{
    /// <summary>The most bits that are read. The JSON of a prompt takes a few thousand bytes.</summary>
    public const int MaxBits = 8 * 128 * 1024;

    private const int SignatureBytes = 15;
    private const int HeaderBytes = SignatureBytes + 4;

    /// <param name="alpha">The first columns of the alpha channel, row by row.</param>
    /// <param name="width">The number of these columns.</param>
    /// <returns>The texts by key; null when there is no signature or what follows it is broken.</returns>
    public static PictureTexts? Read(ReadOnlySpan<byte> alpha, int width)
    {
        if (width < 1 || alpha.Length < 8 * HeaderBytes)
        {
            return null;
        }

        var header = Bytes(alpha, width, 0, HeaderBytes);
        var compressed = header.AsSpan().StartsWith("stealth_pngcomp"u8);
        if (!compressed && !header.AsSpan().StartsWith("stealth_pnginfo"u8))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(SignatureBytes)) / 8;
        if (length > (alpha.Length / 8) - HeaderBytes)
        {
            return null;
        }

        var payload = Bytes(alpha, width, HeaderBytes, (int)length);
        var text = compressed ? Inflate(payload) : payload;
        return text is not null && System.Text.Unicode.Utf8.IsValid(text)
            ? TextsOf(Encoding.UTF8.GetString(text))
            : null;
    }

    /// <summary>Reads bits column by column: the first bit of a column follows the last bit of the one before.</summary>
    private static byte[] Bytes(ReadOnlySpan<byte> alpha, int width, int start, int count)
    {
        var height = alpha.Length / width;
        var bytes = new byte[count];
        for (var i = 0; i < 8 * count; i++)
        {
            var bit = (8 * start) + i;
            bytes[i / 8] = (byte)((bytes[i / 8] << 1) | (alpha[((bit % height) * width) + (bit / height)] & 1));
        }

        return bytes;
    }

    private static byte[]? Inflate(byte[] packed)
    {
        using var inflater = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var plain = new byte[PngChunks.MaxTextBytes + 1];
        try
        {
            var length = inflater.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            return length > PngChunks.MaxTextBytes ? null : plain[..length];
        }
        // A stream that asks for a preset dictionary (RFC 1950, 2.2) throws an IOException; no picture has one.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The texts that were hidden: NovelAI hides its text chunks as one JSON object, others hide infotext.</summary>
    private static PictureTexts TextsOf(string text)
    {
        using var json = PictureTexts.Json(text);
        if (json is not null)
        {
            return PictureTexts.Of(json.RootElement);
        }

        var texts = new PictureTexts();
        texts.Add("parameters", text);
        return texts;
    }
}
