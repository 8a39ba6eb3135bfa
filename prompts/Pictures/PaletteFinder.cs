using System.Runtime.InteropServices;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// K-means in OKLab over a color histogram. It is deterministic: the first center is the fullest cell, and each next one is the cell that
/// is heaviest and farthest from the centers so far.
/// </summary>
internal static class PaletteFinder
{
    private const int Colors = 6;

    /// <summary>More clusters are found than colors are returned, so that a small vivid thing gets a cluster of its own.</summary>
    private const int Clusters = 10;

    /// <summary>Chroma in OKLab from which a color catches the eye: a red hat, not a reddish wall.</summary>
    private const float Vivid = 0.12f;
    private const int Rounds = 16;
    private const int CellBits = 5;

    /// <summary>OKLab distance under which two clusters look like one color.</summary>
    private const float Same = 0.035f;

    /// <summary>
    /// Distance in OKLab up to which colors count for a cluster's own color. The blends at the edges of things are farther away.
    /// </summary>
    private const float CoreSpread = 0.04f;
    private const double SmallestShare = 0.005;

    public static IReadOnlyList<PictureColor> Find(ReadOnlySpan<byte> rgb)
    {
        var cells = Histogram(rgb);
        var centers = Initial(cells);
        var owner = new int[cells.Count];
        for (var round = 0; round < Rounds; round++)
        {
            Assign(cells, centers, owner);
            if (!Move(cells, centers, owner))
            {
                break;
            }
        }

        var total = rgb.Length / 3.0;
        var clusters = Merge(cells, centers, owner)
            .Where((cluster, rank) => rank == 0 || cluster.Count / total >= SmallestShare)
            .ToList();
        return Largest(clusters)
            .Select(cluster => Describe(cluster.Color, Math.Round(cluster.Count / total, 4)))
            .ToList();
    }

    /// <summary>The largest clusters. When none of them is vivid but a smaller cluster is, that one takes the last place.</summary>
    private static IEnumerable<(OkLab Color, long Count)> Largest(List<(OkLab Color, long Count)> clusters)
    {
        if (clusters.Count <= Colors)
        {
            return clusters;
        }

        var salient = clusters.Skip(Colors - 1).MaxBy(cluster => cluster.Color.Chroma * Math.Sqrt(cluster.Count));
        return salient.Color.Chroma >= Vivid ? clusters.Take(Colors - 1).Append(salient) : clusters.Take(Colors);
    }

    private static PictureColor Describe(OkLab color, double share) =>
        new(color.ToHex(), ColorNames.Nearest(color), share);

    private static List<Cell> Histogram(ReadOnlySpan<byte> rgb)
    {
        var sums = new (long Red, long Green, long Blue, int Count)[1 << (3 * CellBits)];
        for (var i = 0; i < rgb.Length; i += 3)
        {
            var (red, green, blue) = (rgb[i], rgb[i + 1], rgb[i + 2]);
            const int drop = 8 - CellBits;
            var index = (red >> drop << (2 * CellBits)) | (green >> drop << CellBits) | (blue >> drop);
            ref var sum = ref sums[index];
            sum = (sum.Red + red, sum.Green + green, sum.Blue + blue, sum.Count + 1);
        }

        var cells = new List<Cell>();
        foreach (var (red, green, blue, count) in sums)
        {
            if (count > 0)
            {
                var color = OkLab.FromRgb(Mean(red, count), Mean(green, count), Mean(blue, count));
                cells.Add(new Cell(color, count));
            }
        }

        return cells;
    }

    private static byte Mean(long sum, int count) => (byte)((sum + (count / 2)) / count);

    private static List<OkLab> Initial(List<Cell> cells)
    {
        var centers = new List<OkLab> { cells.MaxBy(cell => cell.Count).Color };
        while (centers.Count < Math.Min(Clusters, cells.Count))
        {
            centers.Add(cells.MaxBy(cell => Math.Sqrt(cell.Count) * centers.Min(cell.Color.DifferenceSquared)).Color);
        }

        return centers;
    }

    private static void Assign(List<Cell> cells, List<OkLab> centers, int[] owner)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var best = float.MaxValue;
            for (var c = 0; c < centers.Count; c++)
            {
                var distance = cells[i].Color.DifferenceSquared(centers[c]);
                if (distance < best)
                {
                    best = distance;
                    owner[i] = c;
                }
            }
        }
    }

    private static bool Move(List<Cell> cells, List<OkLab> centers, int[] owner)
    {
        var moved = false;
        for (var c = 0; c < centers.Count; c++)
        {
            var mean = MeanOf(cells, owner, c, static _ => 1);
            if (mean is { } next && next.DistanceSquared(centers[c]) > 1e-9f)
            {
                centers[c] = next;
                moved = true;
            }
        }

        return moved;
    }

    private static List<(OkLab Color, long Count)> Merge(List<Cell> cells, List<OkLab> centers, int[] owner)
    {
        var clusters = new List<(OkLab Color, long Count)>();
        var bySize = Enumerable
            .Range(0, centers.Count)
            .Select(c => (Color: Core(cells, owner, c, centers[c]), Count: SizeOf(cells, owner, c)))
            .Where(cluster => cluster.Count > 0)
            .OrderByDescending(cluster => cluster.Count);
        foreach (var cluster in bySize)
        {
            var same = clusters.FindIndex(each => each.Color.DistanceSquared(cluster.Color) < Same * Same);
            if (same < 0)
            {
                clusters.Add(cluster);
            }
            else
            {
                clusters[same] = (clusters[same].Color, clusters[same].Count + cluster.Count);
            }
        }

        return clusters.OrderByDescending(cluster => cluster.Count).ToList();
    }

    private static OkLab Core(List<Cell> cells, int[] owner, int cluster, OkLab center)
    {
        for (var round = 0; round < 3; round++)
        {
            var around = center;
            center =
                MeanOf(
                    cells,
                    owner,
                    cluster,
                    cell => MathF.Exp(-cell.DistanceSquared(around) / (2 * CoreSpread * CoreSpread))
                ) ?? center;
        }

        return center;
    }

    private static long SizeOf(List<Cell> cells, int[] owner, int cluster)
    {
        long count = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            count += owner[i] == cluster ? cells[i].Count : 0;
        }

        return count;
    }

    private static OkLab? MeanOf(List<Cell> cells, int[] owner, int cluster, Func<OkLab, float> weight)
    {
        double l = 0,
            a = 0,
            b = 0,
            sum = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            if (owner[i] == cluster)
            {
                var color = cells[i].Color;
                double share = cells[i].Count * weight(color);
                (l, a, b, sum) = (l + (share * color.L), a + (share * color.A), b + (share * color.B), sum + share);
            }
        }

        return sum > 0 ? new OkLab((float)(l / sum), (float)(a / sum), (float)(b / sum)) : null;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cell(OkLab Color, int Count);
}
