using System.Runtime.InteropServices;
using NetVips;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>Measures a clean picture. The same bytes give the same facts.</summary>
public static class PictureMeter
{
    private const double HighestConfidence = 0.85;
    private const double LeastGround = 0.3;

    /// <summary>How much of a page or of a drawing in lines is bare.</summary>
    private const double LeastPlain = 0.5;
    private const double MostPlain = 0.995;

    /// <summary>How much of the rest must be thin.</summary>
    private const double LeastThin = 0.93;

    /// <summary>Lines of writing that make a page, and the greatest height of one by the height of the picture.</summary>
    private const int LeastLines = 4;
    private const double LongestLine = 0.15;

    /// <param name="picture">A picture as the intake hands it out.</param>
    /// <exception cref="VipsException">The bytes are no picture.</exception>
    public static PictureFacts Measure(ReadOnlyMemory<byte> picture)
    {
        Vips.EnsureConfigured();
        var bytes =
            MemoryMarshal.TryGetArray(picture, out var segment) && segment.Array?.Length == picture.Length
                ? segment.Array
                : picture.ToArray();
        using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
        var grid = PixelGrid.Load(bytes);
        var palette = PaletteFinder.Find(grid.Rgb);
        var detail = DetailMeter.Measure(grid);
        return new PictureFacts
        {
            Frame = FrameMeter.Measure(header.Width, header.Height),
            Palette = palette,
            Tone = ToneMeter.Tone(grid),
            Color = ToneMeter.Color(grid),
            Detail = detail,
            Medium = InkCue(InkMeter.Measure(grid)) ?? CueOf(detail, palette),
            Transparent = Math.Round(grid.Transparent, 3),
        };
    }

    /// <summary>Writing, or a drawing in lines: nearly all that is not ground is thin. No photograph of a thing is.</summary>
    private static MediumCue? InkCue(InkFacts ink)
    {
        if (ink.Ground is < LeastPlain or > MostPlain || ink.Thin < LeastThin)
        {
            return null;
        }

        var isText = ink.Lines >= LeastLines && ink.LongestBlock < LongestLine;
        return new MediumCue(ContentClass.Art, Rounded(ink.Thin * (isText ? 0.85 : 0.7)), isText);
    }

    /// <summary>Drawings and graphics have large areas of one exact color; photographs hardly ever do, and have fine detail.</summary>
    private static MediumCue? CueOf(DetailFacts detail, IReadOnlyList<PictureColor> palette)
    {
        var largest = palette[0].Share;
        // A thing on white paper may be drawn or photographed: what is on the paper decides.
        var flat = detail.GroundShare is > LeastGround and < 1
            ? (detail.FlatShare - detail.GroundShare) / (1 - detail.GroundShare)
            : detail.FlatShare;
        if (flat > 0.5 && detail.Entropy < 5.5)
        {
            var confidence = 0.4 + (0.4 * (flat - 0.5)) + (0.2 * largest);
            return new MediumCue(ContentClass.Art, Rounded(confidence));
        }

        return detail is { FlatShare: < 0.35, Entropy: > 6, FocusRatio: not null }
            ? new MediumCue(
                ContentClass.Photo,
                Rounded(0.4 + (0.6 * (0.35 - detail.FlatShare)) + (0.1 * (detail.Entropy - 6)))
            )
            : null;
    }

    private static double Rounded(double confidence) => Math.Round(Math.Min(HighestConfidence, confidence), 2);
}
