using System.Runtime.InteropServices;

namespace AiPromptGen.Prompts.Pictures;

/// <param name="Ground">Share of the area, 0 to 1, that has the color of the ground, such as paper, allowing for a scan's noise.</param>
/// <param name="Thin">
/// Share of everything else, 0 to 1, that is beside the ground. Strokes are beside it; the inside of a larger thing is not.
/// </param>
/// <param name="Lines">How often a marked row follows an empty row, which is the number of lines of writing.</param>
/// <param name="LongestBlock">
/// The longest run of marked rows, as a share of the picture's height. A drawing is one long run; each line of writing is a short one.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InkFacts(double Ground, double Thin, int Lines, double LongestBlock);

/// <summary>Measures thin marks on a plain ground, by which writing and line drawings differ from photographs, even in a noisy scan.</summary>
internal static class InkMeter
{
    /// <summary>Distance in OKLab up to which a pixel is the ground: the grain of scanned paper and the marks of JPEG.</summary>
    private const float Noise = 0.07f;

    /// <summary>Pixels of the small picture. A stroke of writing is two or three pixels wide in it.</summary>
    private const int StrokeRadius = 2;

    /// <summary>The largest share of a row that may be marked, as by dust, while the row still counts as empty.</summary>
    private const double Dust = 0.01;

    public static InkFacts Measure(PixelGrid grid)
    {
        var ground = GroundOf(grid.Pixels);
        var isGround = Array.ConvertAll(grid.Pixels, pixel => pixel.DistanceSquared(ground) < Noise * Noise);
        var (ink, thin) = (0, 0);
        for (var at = 0; at < isGround.Length; at++)
        {
            if (!isGround[at])
            {
                ink++;
                thin += IsBesideGround(grid, isGround, at) ? 1 : 0;
            }
        }

        var (lines, longest) = Rows(grid, isGround);
        var share = 1 - ((double)ink / isGround.Length);
        return new InkFacts(share, ink == 0 ? 0 : (double)thin / ink, lines, longest);
    }

    /// <summary>The color of the ground: the mean color of the pixels in the fullest of 32 steps of lightness.</summary>
    private static OkLab GroundOf(OkLab[] pixels)
    {
        const int steps = 32;
        var sums = new (float L, float A, float B, int Count)[steps + 1];
        foreach (var pixel in pixels)
        {
            ref var sum = ref sums[(int)Math.Clamp(pixel.L * steps, 0, steps)];
            sum = (sum.L + pixel.L, sum.A + pixel.A, sum.B + pixel.B, sum.Count + 1);
        }

        var fullest = sums.MaxBy(sum => sum.Count);
        return new OkLab(fullest.L / fullest.Count, fullest.A / fullest.Count, fullest.B / fullest.Count);
    }

    private static bool IsBesideGround(PixelGrid grid, bool[] isGround, int at)
    {
        var (x, y) = (at % grid.Width, at / grid.Width);
        for (var row = Math.Max(0, y - StrokeRadius); row <= Math.Min(grid.Height - 1, y + StrokeRadius); row++)
        {
            for (
                var column = Math.Max(0, x - StrokeRadius);
                column <= Math.Min(grid.Width - 1, x + StrokeRadius);
                column++
            )
            {
                if (isGround[(row * grid.Width) + column])
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static (int Lines, double LongestBlock) Rows(PixelGrid grid, bool[] isGround)
    {
        var (lines, block, longest) = (0, 0, 0);
        for (var y = 0; y < grid.Height; y++)
        {
            var row = isGround.AsSpan(y * grid.Width, grid.Width);
            var marked = grid.Width - row.Count(true);
            if (marked <= Dust * grid.Width)
            {
                block = 0;
                continue;
            }

            lines += block == 0 ? 1 : 0;
            longest = Math.Max(longest, ++block);
        }

        return (lines, (double)longest / grid.Height);
    }
}
