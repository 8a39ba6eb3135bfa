using System.Runtime.InteropServices;
using NetVips;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>Measures a clean picture. The same bytes give the same facts.</summary>
public static class PictureMeter
{
    private const double HighestConfidence = 0.85;
    private const double LeastGround = 0.3;

    /// <summary>The least and the largest share of the area that is bare on a page or in a line drawing.</summary>
    private const double LeastPlain = 0.5;
    private const double MostPlain = 0.995;

    /// <summary>The least share of the rest that must be thin strokes.</summary>
    private const double LeastThin = 0.93;

    /// <summary>
    /// The least number of lines of writing that make a page, and the greatest height of one line as a share of the picture's height.
    /// </summary>
    private const int LeastLines = 4;
    private const double LongestLine = 0.15;

    /// <param name="picture">A clean picture, as the intake returns it.</param>
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

    /// <summary>
    /// Recognizes writing, or a line drawing: nearly everything that is not ground is thin, which is true of no photograph of a thing.
    /// </summary>
    private static MediumCue? InkCue(InkFacts ink)
    {
        if (ink.Ground is < LeastPlain or > MostPlain || ink.Thin < LeastThin)
        {
            return null;
        }

        var isText = ink.Lines >= LeastLines && ink.LongestBlock < LongestLine;
        return new MediumCue(ContentClass.Art, Rounded(ink.Thin * (isText ? 0.85 : 0.7)), isText);
    }

    /// <summary>
    /// Recognizes a drawing or a photograph: drawings and graphics have large areas of one exact color; photographs hardly ever do, and
    /// have fine detail.
    /// </summary>
    private static MediumCue? CueOf(DetailFacts detail, IReadOnlyList<PictureColor> palette)
    {
        var largest = palette[0].Share;
        // A thing on white paper may be drawn or photographed, so only what is on the paper counts.
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
