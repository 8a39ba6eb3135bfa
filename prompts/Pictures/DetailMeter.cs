namespace AiPromptGen.Prompts.Pictures;

/// <summary>Measures focus, symmetry, entropy and flat areas, all from lightness.</summary>
internal static class DetailMeter
{
    private const int Coarse = 4;
    private const int Block = 8;
    private const float FlatRange = 0.012f;
    private const double LeastDetail = 0.008;
    private const double LeastContrast = 0.03;
    private const double MostlyPlain = 0.5;

    /// <summary>Lightness in OKLab from which a ground counts as the white one of a studio.</summary>
    private const float White = 0.94f;

    public static DetailFacts Measure(PixelGrid grid)
    {
        var ratio = FocusRatio(grid, out var border);
        var (flat, ground) = FlatShares(grid);
        return new DetailFacts
        {
            FocusRatio = ratio,
            Focus = ratio switch
            {
                > 1.8 => FocusCue.ShallowCenter,
                // When most of the frame is plain, it cannot be measured what is in focus.
                > 0.7 and < 1.3 when border > 0.45 && flat < MostlyPlain => FocusCue.SharpThroughout,
                _ => FocusCue.Unknown,
            },
            Symmetry = Symmetry(grid),
            Entropy = Math.Round(Entropy(grid.Pixels), 2),
            FlatShare = Math.Round(flat, 3),
            GroundShare = Math.Round(ground, 3),
        };
    }

    /// <summary>
    /// Sharpness of a region is its fine detail divided by its coarse detail, so that a plain background, which has neither,
    /// is not taken for a blurred one.
    /// </summary>
    private static double? FocusRatio(PixelGrid grid, out double border)
    {
        var center = (Fine: 0.0, Coarse: 0.0, Count: 0);
        var edge = center;
        for (var y = Coarse; y < grid.Height - Coarse; y++)
        {
            var middle = y > grid.Height / 4 && y < grid.Height * 3 / 4;
            for (var x = Coarse; x < grid.Width - Coarse; x++)
            {
                var (fine, coarse) = (Laplacian(grid, x, y, 1), Laplacian(grid, x, y, Coarse));
                if (middle && x > grid.Width / 4 && x < grid.Width * 3 / 4)
                {
                    center = (center.Fine + fine, center.Coarse + coarse, center.Count + 1);
                }
                else
                {
                    edge = (edge.Fine + fine, edge.Coarse + coarse, edge.Count + 1);
                }
            }
        }

        border = 0;
        if (HasNoDetail(center) || HasNoDetail(edge))
        {
            return null;
        }

        border = edge.Fine / edge.Coarse;
        return border < 1e-6 ? null : Math.Round(center.Fine / center.Coarse / border, 2);
    }

    private static bool HasNoDetail((double Fine, double Coarse, int Count) region) =>
        region.Count == 0 || region.Coarse / region.Count < LeastDetail;

    private static float Laplacian(PixelGrid grid, int x, int y, int step)
    {
        var at = (y * grid.Width) + x;
        var pixels = grid.Pixels;
        var around =
            pixels[at - step].L
            + pixels[at + step].L
            + pixels[at - (step * grid.Width)].L
            + pixels[at + (step * grid.Width)].L;
        return MathF.Abs((4 * pixels[at].L) - around);
    }

    /// <summary>Pearson's correlation of the picture with its mirror image.</summary>
    private static double? Symmetry(PixelGrid grid)
    {
        var mean = grid.Pixels.Average(pixel => pixel.L);
        double both = 0,
            own = 0;
        for (var y = 0; y < grid.Height; y++)
        {
            var row = y * grid.Width;
            for (var x = 0; x < grid.Width; x++)
            {
                var here = grid.Pixels[row + x].L - mean;
                both += here * (grid.Pixels[row + grid.Width - 1 - x].L - mean);
                own += here * here;
            }
        }

        return Math.Sqrt(own / grid.Pixels.Length) < LeastContrast ? null : Math.Round(Math.Max(0, both / own), 3);
    }

    private static double Entropy(OkLab[] pixels)
    {
        var counts = new int[256];
        foreach (var pixel in pixels)
        {
            counts[(int)Math.Clamp(pixel.L * 255, 0, 255)]++;
        }

        return counts
            .Where(count => count > 0)
            .Sum(count => -(double)count / pixels.Length * Math.Log2((double)count / pixels.Length));
    }

    private static (double Flat, double Ground) FlatShares(PixelGrid grid)
    {
        var (flat, ground, all) = (0, 0, 0);
        for (var top = 0; top < grid.Height; top += Block)
        {
            for (var left = 0; left < grid.Width; left += Block)
            {
                all++;
                if (IsFlat(grid, left, top))
                {
                    flat++;
                    ground += grid.Pixels[(top * grid.Width) + left].L > White ? 1 : 0;
                }
            }
        }

        return ((double)flat / all, (double)ground / all);
    }

    private static bool IsFlat(PixelGrid grid, int left, int top)
    {
        var (least, most) = (float.MaxValue, float.MinValue);
        for (var y = top; y < Math.Min(top + Block, grid.Height); y++)
        {
            for (var x = left; x < Math.Min(left + Block, grid.Width); x++)
            {
                var lightness = grid.Pixels[(y * grid.Width) + x].L;
                (least, most) = (Math.Min(least, lightness), Math.Max(most, lightness));
            }
        }

        return most - least < FlatRange;
    }
}
