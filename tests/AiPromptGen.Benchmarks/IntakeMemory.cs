using System.Diagnostics;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Uploads;
using NetVips;

namespace AiPromptGen.Benchmarks;

/// <summary>
/// The figures of the design: 50 uploads of 10 MB at once stay under 1 GB, read, decoded and cleaned, and 80 hostile ones, 40 at
/// once, under 700 MB: 40 megapixels of 16 bits, interlaced, of which a decoder needs all at once. A peak is no mean of many
/// runs, so this is a program of its own: <c>-- intake-memory</c>, or <c>-- intake-memory hostile</c> for those alone. Ends with
/// 1 when a peak is above.
/// </summary>
internal static class IntakeMemory
{
    public const string Command = "intake-memory";
    private const int Uploads = 50;
    private const int Hostile = 80;
    private const int HostileAtOnce = 40;
    private const long MostBytes = 1024L * 1024 * 1024;
    private const long MostHostileBytes = 700L * 1024 * 1024;

    public static async Task<int> RunAsync(bool hostileOnly)
    {
        Vips.EnsureConfigured();
        var isAbove = await IsAboveAsync("interlaced PNG", Interlaced(), Hostile, HostileAtOnce, MostHostileBytes);
        if (!hostileOnly)
        {
            isAbove |= await IsAboveAsync("JPEG", Noise(".jpg[Q=97]"), Uploads, Uploads, MostBytes);
            isAbove |= await IsAboveAsync("PNG", Noise(".png"), Uploads, Uploads, MostBytes);
        }

        return isAbove ? 1 : 0;
    }

    private static async Task<bool> IsAboveAsync(string name, byte[] picture, int uploads, int atOnce, long most)
    {
        var (before, peak, taken) = await PeakAsync(picture, uploads, atOnce);
        Console.WriteLine(
            $"{name}: {uploads} uploads of {picture.Length / 1024} KB, {atOnce} at once: {taken} taken, {Megabytes(before)} MB before, {Megabytes(peak)} MB at the peak"
        );
        return peak >= most;
    }

    private static async Task<(long Before, long Peak, int Taken)> PeakAsync(byte[] picture, int uploads, int atOnce)
    {
        using var intake = new PictureIntake(IntakeLimits.Default, TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var before = process.WorkingSet64;
        var watching = WatchAsync(process, ending.Token);
        var taken = 0;
        await Parallel.ForAsync(
            0,
            uploads,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (_, cancel) =>
            {
                // As the app does: the clean picture goes to storage and is dropped.
                using var sent = new SlowStream(picture);
                if (await intake.TakeAsync(sent, cancel) is IntakeResult.Accepted)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        );
        await ending.CancelAsync();
        return (before, await watching, taken);
    }

    private static async Task<long> WatchAsync(Process process, CancellationToken ended)
    {
        var peak = 0L;
        while (!ended.IsCancellationRequested)
        {
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            await Task.Delay(2, CancellationToken.None);
        }

        return peak;
    }

    /// <summary>As large as the intake takes it: noise does not compress.</summary>
    private static byte[] Noise(string suffix)
    {
        byte[] bytes = [];
        for (var side = 3600; side > 500 && bytes.Length is 0 or > 10_400_000; side -= 50)
        {
            using var noise = Image.Gaussnoise(side, side, mean: 128, sigma: 40, seed: 1);
            using var color = noise
                .Bandjoin(noise.Flip(Enums.Direction.Horizontal), noise.Flip(Enums.Direction.Vertical))
                .Cast(Enums.BandFormat.Uchar);
            using var srgb = color.Copy(interpretation: Enums.Interpretation.Srgb);
            bytes = srgb.WriteToBuffer(suffix);
        }

        return bytes;
    }

    private static byte[] Interlaced()
    {
        // Plain, so that its file is small: what counts is how much it becomes.
        using var plain = Image.Black(8000, 5000, bands: 3);
        using var color = plain.Bandjoin(65535.0).Cast(Enums.BandFormat.Ushort);
        using var deep = color.Copy(interpretation: Enums.Interpretation.Rgb16);
        return deep.PngsaveBuffer(compression: 6, interlace: true, bitdepth: 16);
    }

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);

    /// <summary>As bytes come from a network: in pieces, and never at once.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        private const int Piece = 16 * 1024;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            return Read(buffer.Span[..Math.Min(Piece, buffer.Length)]);
        }
    }
}
