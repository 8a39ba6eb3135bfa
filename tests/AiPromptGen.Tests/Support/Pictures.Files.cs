using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AiPromptGen.Tests.Support;

/// <summary>What is written into picture files beside the pixels, byte by byte from the formats' specifications.</summary>
internal static partial class TestPictures
{
    private const int PngHeaderEnd = 33;

    public static byte[] WithPngText(byte[] png, string key, string text) =>
        WithPngChunk(png, "tEXt", [.. Encoding.Latin1.GetBytes(key), 0, .. Encoding.Latin1.GetBytes(text)]);

    public static byte[] WithPngUtf8Text(byte[] png, string key, string text) =>
        WithPngChunk(png, "iTXt", [.. Encoding.Latin1.GetBytes(key), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);

    public static byte[] WithPngCompressedText(byte[] png, string key, string text) =>
        WithPngChunk(png, "zTXt", [.. Encoding.Latin1.GetBytes(key), 0, 0, .. Deflate(Encoding.Latin1.GetBytes(text))]);

    /// <summary>Puts a chunk right after the header.</summary>
    public static byte[] WithPngChunk(byte[] png, string kind, byte[] body) =>
        [.. png[..PngHeaderEnd], .. PngChunk(kind, body), .. png[PngHeaderEnd..]];

    public static byte[] PngChunk(string kind, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. body];
        return [.. BigEndian((uint)body.Length), .. named, .. BigEndian(Crc(named))];
    }

    /// <summary>A PNG whose header declares the given size, whether or not the pixels agree with it.</summary>
    public static byte[] Png(
        uint width,
        uint height,
        byte bitDepth,
        byte colorType,
        byte[] pixels,
        bool interlaced = false
    ) =>
        [
            .. (byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            .. PngChunk(
                "IHDR",
                [.. BigEndian(width), .. BigEndian(height), bitDepth, colorType, 0, 0, interlaced ? (byte)1 : (byte)0]
            ),
            .. PngChunk("IDAT", pixels),
            .. PngChunk("IEND", []),
        ];

    /// <summary>A PNG of two frames. A reader that does not know animated PNGs sees the first one.</summary>
    public static byte[] AnimatedPng()
    {
        var frame = Deflate([0, 255, 0, 0, 255, 0, 0]);
        var other = Deflate([0, 0, 255, 0, 0, 255, 0]);
        byte[] control = [.. BigEndian(2), .. BigEndian(1), .. BigEndian(0), .. BigEndian(0), 0, 1, 0, 1, 0, 0];
        return
        [
            .. (byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            .. PngChunk("IHDR", [.. BigEndian(2), .. BigEndian(1), 8, 2, 0, 0, 0]),
            .. PngChunk("acTL", [.. BigEndian(2), .. BigEndian(0)]),
            .. PngChunk("fcTL", [.. BigEndian(0), .. control]),
            .. PngChunk("IDAT", frame),
            .. PngChunk("fcTL", [.. BigEndian(1), .. control]),
            .. PngChunk("fdAT", [.. BigEndian(2), .. other]),
            .. PngChunk("IEND", []),
        ];
    }

    /// <summary>An APP1 segment right after the start of image.</summary>
    public static byte[] JpegWithExif(byte[] jpeg, byte[] tiff)
    {
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, .. BigEndian((uint)body.Length + 2)[2..], .. body, .. jpeg[2..]];
    }

    public static byte[] PngWithExif(byte[] png, byte[] tiff) => WithPngChunk(png, "eXIf", tiff);

    /// <summary>Takes the pixels of any WebP and wraps them into the extended form, which alone can carry EXIF.</summary>
    public static byte[] WebPWithExif(byte[] webp, int width, int height, byte[] tiff)
    {
        var at = 12;
        while (!webp.AsSpan(at).StartsWith("VP8 "u8) && !webp.AsSpan(at).StartsWith("VP8L"u8))
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
            at += 8 + length + (length % 2);
        }

        var pixels = webp[at..(at + 8 + BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4)))];
        byte[] pad = pixels.Length % 2 == 0 ? [] : [0];
        byte[] header = [0x08, 0, 0, 0, .. LittleEndian((uint)width - 1)[..3], .. LittleEndian((uint)height - 1)[..3]];
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", header), .. pixels, .. pad, .. Riff("EXIF", tiff)];
        return [.. "RIFF"u8, .. LittleEndian((uint)body.Length), .. body];
    }

    public static byte[] Deflate(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>Compresses this many zeros without ever holding all of them in memory.</summary>
    public static byte[] DeflatedZeros(long count)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            var block = new byte[1 << 20];
            for (; count > 0; count -= block.Length)
            {
                zlib.Write(block, 0, (int)Math.Min(count, block.Length));
            }
        }

        return packed.ToArray();
    }

    public static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] LittleEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Riff(string name, byte[] body) =>
        [
            .. Encoding.ASCII.GetBytes(name),
            .. LittleEndian((uint)body.Length),
            .. body,
            .. body.Length % 2 == 0 ? Array.Empty<byte>() : [0],
        ];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
