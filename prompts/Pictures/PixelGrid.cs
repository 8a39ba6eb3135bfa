using NetVips;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// A small version of the picture in OKLab, row by row. It is enough for every measure, and makes measuring as fast for a large picture as
/// for a small one.
/// </summary>
internal sealed class PixelGrid
{
    /// <summary>Longest side in pixels.</summary>
    private const int Side = 384;
    private const byte Opaque = 128;

    private PixelGrid(int width, int height, OkLab[] pixels, byte[] rgb, double transparent)
    {
        Width = width;
        Height = height;
        Pixels = pixels;
        Rgb = rgb;
        Transparent = transparent;
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>All pixels. Transparent ones are blended with white, as they look on a page.</summary>
    public OkLab[] Pixels { get; }

    /// <summary>Three bytes for each opaque pixel; for all pixels when none is opaque.</summary>
    public byte[] Rgb { get; }
    public double Transparent { get; }

    /// <exception cref="VipsException">The bytes are not a picture, which never happens with clean ones.</exception>
    public static PixelGrid Load(byte[] picture)
    {
        Vips.EnsureConfigured();
        using var small = Image.ThumbnailBuffer(picture, Side, height: Side, size: Enums.Size.Down);
        using var srgb = small.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = srgb.Cast(Enums.BandFormat.Uchar);
        using var eight = bytes.CopyMemory();
        using var flat = eight.HasAlpha() ? eight.Flatten(background: [255, 255, 255]) : eight.Copy();
        var rgb = flat.WriteToMemory<byte>();
        var alpha = eight.HasAlpha() ? AlphaOf(eight) : null;
        var pixels = new OkLab[flat.Width * flat.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = OkLab.FromRgb(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
        }

        var clear = alpha?.Count(value => value < Opaque) ?? 0;
        var seen = clear == 0 || clear == pixels.Length ? rgb : OnlyOpaque(rgb, alpha!, pixels.Length - clear);
        return new PixelGrid(flat.Width, flat.Height, pixels, seen, (double)clear / pixels.Length);
    }

    private static byte[] AlphaOf(Image image)
    {
        using var alpha = image[image.Bands - 1];
        return alpha.WriteToMemory<byte>();
    }

    private static byte[] OnlyOpaque(byte[] rgb, byte[] alpha, int count)
    {
        var kept = new byte[3 * count];
        var to = 0;
        for (var i = 0; i < alpha.Length; i++)
        {
            if (alpha[i] >= Opaque)
            {
                rgb.AsSpan(3 * i, 3).CopyTo(kept.AsSpan(to));
                to += 3;
            }
        }

        return kept;
    }
}
