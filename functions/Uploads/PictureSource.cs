using AiPromptGen.Platform;
using AiPromptGen.Prompts.Pictures.Metadata;
using NetVips;

namespace AiPromptGen.Uploads;

/// <summary>What the header of a picture says; nothing has been decoded yet.</summary>
internal sealed record PictureSource
{
    public required bool Readable { get; init; }
    public required ImageFormat Format { get; init; }

    /// <summary>What the decoder is given: the picture without the chunks it does not need.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>Before the orientation is applied.</summary>
    public int Width { get; init; }
    public int Height { get; init; }
    public bool Animated { get; init; }
    public bool HasProfile { get; init; }
    public PictureMetadata Metadata { get; init; } = PictureMetadata.None;

    public long Pixels => (long)Width * Height;

    /// <summary>Reads the prompt metadata and lens data too: afterwards they are gone.</summary>
    public static PictureSource Open(byte[] original, ImageFormat format)
    {
        Vips.EnsureConfigured();
        var png = format == ImageFormat.Png ? PngChunks.Read(original) : PngChunks.Empty();
        var bytes = png.Lean ?? original;
        try
        {
            using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
            return new PictureSource
            {
                Readable = true,
                Format = format,
                Bytes = bytes,
                Width = header.Width,
                Height = header.Height,
                Animated = png.Animated || PagesOf(header) > 1,
                HasProfile = header.Contains("icc-profile-data"),
                Metadata = MetadataReader.Read(png.Texts, BlobOf(header, "exif-data")),
            };
        }
        catch (VipsException)
        {
            return new PictureSource { Readable = false, Format = format };
        }
    }

    /// <summary>The same with what the decoder is given.</summary>
    public PictureSource WithBytes(byte[] original) =>
        this with
        {
            Bytes = (Format == ImageFormat.Png ? PngChunks.Read(original).Lean : null) ?? original,
        };

    private static int PagesOf(Image header) => header.Contains("n-pages") ? (int)header.Get("n-pages") : 1;

    private static byte[] BlobOf(Image header, string name) =>
        header.Contains(name) && header.Get(name) is byte[] blob ? blob : [];
}
