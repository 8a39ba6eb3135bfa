using System.Runtime.InteropServices;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using NetVips;

namespace AiPromptGen.Uploads;

/// <summary>What the header of a picture says; nothing has been decoded yet.</summary>
internal sealed record PictureSource
{
    public required bool Readable { get; init; }
    public required PictureFormat Format { get; init; }

    /// <summary>The bytes for the decoder: the picture without the chunks that it does not need.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>In pixels, before the orientation is applied.</summary>
    public int Width { get; init; }
    public int Height { get; init; }
    public bool Animated { get; init; }
    public bool HasProfile { get; init; }
    public PictureMetadata Metadata { get; init; } = PictureMetadata.None;

    public long Pixels => (long)Width * Height;

    /// <summary>A stream instead of an array, because the decoder would copy the whole array.</summary>
    public Stream OpenRead() => Reading(Bytes);

    /// <summary>
    /// Opens a picture and reads its prompt metadata and lens data. They are not kept in the result's bytes: even a PNG's texts are removed
    /// from them.
    /// </summary>
    public static PictureSource Open(Memory<byte> original, PictureFormat format)
    {
        Vips.EnsureConfigured();
        var png = format == PictureFormat.Png ? PngChunks.TakeTexts(original.Span) : PngChunks.None(original.Length);
        var bytes = original[..png.Length];
        try
        {
            using var stream = Reading(bytes);
            using var header = Image.NewFromStream(stream, access: Enums.Access.Sequential);
            return new PictureSource
            {
                Readable = true,
                Format = format,
                Bytes = bytes,
                Width = header.Width,
                Height = header.Height,
                Animated = png.Animated || PagesOf(header) > 1,
                HasProfile = header.Contains("icc-profile-data"),
                Metadata = MetadataReader.Read(png.Texts, BlobOf(header, "exif-data"), BlobOf(header, "xmp-data")),
            };
        }
        catch (VipsException)
        {
            return new PictureSource { Readable = false, Format = format };
        }
    }

    private static MemoryStream Reading(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Array is { } array
            ? new MemoryStream(array, part.Offset, part.Count, writable: false)
            : throw new InvalidOperationException("A picture stands in an array.");

    private static int PagesOf(Image header) => header.Contains("n-pages") ? (int)header.Get("n-pages") : 1;

    private static byte[] BlobOf(Image header, string name) =>
        header.Contains(name) && header.Get(name) is byte[] blob ? blob : [];
}
