using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Serialization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Uploads;

/// <summary>Recognizes a picture's format by its first bytes. File names and content types are not used.</summary>
internal static class FormatSniffer
{
    /// <summary>Bytes in which the beginning of an SVG or an HTML page is looked for.</summary>
    private const int TextProbe = 512;

    /// <summary>The first bytes of formats that are known but not accepted, with the names that people are shown.</summary>
    private static readonly (byte[] Magic, string Name)[] Unsupported =
    [
        ("%PDF-"u8.ToArray(), "PDF"),
        ("BM"u8.ToArray(), "BMP"),
        ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
        ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
        ([0x49, 0x49, 0x2B, 0x00], "TIFF"),
        ([0x4D, 0x4D, 0x00, 0x2B], "TIFF"),
        ("8BPS"u8.ToArray(), "Photoshop"),
        ([0x00, 0x00, 0x01, 0x00], "icon"),
        ([0xFF, 0x0A], "JPEG XL"),
        ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "JPEG XL"),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "JPEG 2000"),
        ([0x50, 0x4B, 0x03, 0x04], "ZIP"),
        ("%!PS"u8.ToArray(), "PostScript"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video"),
    ];

    /// <returns>An accepted format; or the name of a known format that is not accepted; or neither.</returns>
    public static (PictureFormat? Accepted, string? Unsupported) Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return (PictureFormat.Jpeg, null);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (PictureFormat.Png, null);
        }

        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
        {
            return (PictureFormat.Gif, null);
        }

        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
        {
            return (PictureFormat.WebP, null);
        }

        return bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8) ? SniffBrands(bytes) : (null, NameOf(bytes));
    }

    /// <summary>ISO 14496-12 file type box: the major brand at 8, compatible brands from 16 to the box's end.</summary>
    private static (PictureFormat? Accepted, string? Unsupported) SniffBrands(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var end = (int)Math.Min(Math.Min(length, (uint)bytes.Length), 256u);
        var heic = false;
        for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            var brand = bytes.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return (PictureFormat.Avif, null);
            }

            heic |= brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8);
        }

        return (null, heic ? "HEIC" : "video");
    }

    private static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (magic, name) in Unsupported)
        {
            if (bytes.StartsWith(magic))
            {
                return name;
            }
        }

        var text = Encoding
            .UTF8.GetString(bytes[..Math.Min(bytes.Length, TextProbe)])
            .TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<'))
        {
            return null;
        }

        return
            text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            ? "SVG"
            : "HTML";
    }
}

[JsonConverter(typeof(CamelCaseEnumConverter<PictureFormat>))]
public enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
}
