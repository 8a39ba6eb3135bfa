using System.Runtime.InteropServices;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// K-means in OKLab over a colour histogram. Deterministic: the first centre is the fullest cell, each next one the cell
/// that is heaviest and farthest from the centres so far.
/// </summary>
internal static class PaletteFinder
{
    private const int Colours = 6;

    /// <summary>More clusters than colours are kept, so that a small vivid thing has one to itself.</summary>
    private const int Clusters = 10;

    /// <summary>Chroma in OKLab from which a colour catches the eye: a red hat, not a reddish wall.</summary>
    private const float Vivid = 0.12f;
    private const int Rounds = 16;
    private const int CellBits = 5;

    /// <summary>OKLab distance under which two clusters look like one colour.</summary>
    private const float Same = 0.035f;

    /// <summary>Spread of the colours that count for a cluster's own colour: blends at edges fall outside.</summary>
    private const float CoreSpread = 0.04f;
    private const double SmallestShare = 0.005;

    public static IReadOnlyList<PictureColour> Find(ReadOnlySpan<byte> rgb)
    {
        var cells = Histogram(rgb);
        var centres = Initial(cells);
        var owner = new int[cells.Count];
        for (var round = 0; round < Rounds; round++)
        {
            Assign(cells, centres, owner);
            if (!Move(cells, centres, owner))
            {
                break;
            }
        }

        var total = rgb.Length / 3.0;
        var clusters = Merge(cells, centres, owner)
            .Where((cluster, rank) => rank == 0 || cluster.Count / total >= SmallestShare)
            .ToList();
        return Largest(clusters)
            .Select(cluster => Describe(cluster.Colour, Math.Round(cluster.Count / total, 4)))
            .ToList();
    }

    /// <summary>The largest clusters; where none of them is vivid but a smaller one is, it takes the last place.</summary>
    private static IEnumerable<(OkLab Colour, long Count)> Largest(List<(OkLab Colour, long Count)> clusters)
    {
        if (clusters.Count <= Colours)
        {
            return clusters;
        }

        var salient = clusters.Skip(Colours - 1).MaxBy(cluster => cluster.Colour.Chroma * Math.Sqrt(cluster.Count));
        return salient.Colour.Chroma >= Vivid ? clusters.Take(Colours - 1).Append(salient) : clusters.Take(Colours);
    }

    private static PictureColour Describe(OkLab colour, double share) =>
        new(colour.ToHex(), ColourNames.Nearest(colour), share);

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
                var colour = OkLab.FromRgb(Mean(red, count), Mean(green, count), Mean(blue, count));
                cells.Add(new Cell(colour, count));
            }
        }

        return cells;
    }

    private static byte Mean(long sum, int count) => (byte)((sum + (count / 2)) / count);

    private static List<OkLab> Initial(List<Cell> cells)
    {
        var centres = new List<OkLab> { cells.MaxBy(cell => cell.Count).Colour };
        while (centres.Count < Math.Min(Clusters, cells.Count))
        {
            centres.Add(cells.MaxBy(cell => Math.Sqrt(cell.Count) * centres.Min(cell.Colour.DifferenceSquared)).Colour);
        }

        return centres;
    }

    private static void Assign(List<Cell> cells, List<OkLab> centres, int[] owner)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var best = float.MaxValue;
            for (var c = 0; c < centres.Count; c++)
            {
                var distance = cells[i].Colour.DifferenceSquared(centres[c]);
                if (distance < best)
                {
                    best = distance;
                    owner[i] = c;
                }
            }
        }
    }

    private static bool Move(List<Cell> cells, List<OkLab> centres, int[] owner)
    {
        var moved = false;
        for (var c = 0; c < centres.Count; c++)
        {
            var mean = MeanOf(cells, owner, c, static _ => 1);
            if (mean is { } next && next.DistanceSquared(centres[c]) > 1e-9f)
            {
                centres[c] = next;
                moved = true;
            }
        }

        return moved;
    }

    private static List<(OkLab Colour, long Count)> Merge(List<Cell> cells, List<OkLab> centres, int[] owner)
    {
        var clusters = new List<(OkLab Colour, long Count)>();
        var bySize = Enumerable
            .Range(0, centres.Count)
            .Select(c => (Colour: Core(cells, owner, c, centres[c]), Count: SizeOf(cells, owner, c)))
            .Where(cluster => cluster.Count > 0)
            .OrderByDescending(cluster => cluster.Count);
        foreach (var cluster in bySize)
        {
            var same = clusters.FindIndex(each => each.Colour.DistanceSquared(cluster.Colour) < Same * Same);
            if (same < 0)
            {
                clusters.Add(cluster);
            }
            else
            {
                clusters[same] = (clusters[same].Colour, clusters[same].Count + cluster.Count);
            }
        }

        return clusters.OrderByDescending(cluster => cluster.Count).ToList();
    }

    private static OkLab Core(List<Cell> cells, int[] owner, int cluster, OkLab centre)
    {
        for (var round = 0; round < 3; round++)
        {
            var around = centre;
            centre =
                MeanOf(
                    cells,
                    owner,
                    cluster,
                    cell => MathF.Exp(-cell.DistanceSquared(around) / (2 * CoreSpread * CoreSpread))
                ) ?? centre;
        }

        return centre;
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
                var colour = cells[i].Colour;
                double share = cells[i].Count * weight(colour);
                (l, a, b, sum) = (l + (share * colour.L), a + (share * colour.A), b + (share * colour.B), sum + share);
            }
        }

        return sum > 0 ? new OkLab((float)(l / sum), (float)(a / sum), (float)(b / sum)) : null;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cell(OkLab Colour, int Count);
}
