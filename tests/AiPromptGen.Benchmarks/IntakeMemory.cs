using System.Diagnostics;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Uploads;
using NetVips;

namespace AiPromptGen.Benchmarks;

/// <summary>
/// The figure of the design: 50 uploads of 10 MB at once stay under 1 GB, read, decoded and cleaned. A peak is no mean of many
/// runs, so this is a program of its own: <c>-- intake-memory</c>. Ends with 1 when the peak is above.
/// </summary>
internal static class IntakeMemory
{
    public const string Command = "intake-memory";
    private const int Uploads = 50;
    private const long MostBytes = 1024L * 1024 * 1024;

    public static async Task<int> RunAsync()
    {
        Vips.EnsureConfigured();
        var worst = 0L;
        foreach (var (name, picture) in new[] { ("JPEG", Noise(".jpg[Q=97]")), ("PNG", Noise(".png")) })
        {
            var (before, peak) = await PeakAsync(picture);
            Console.WriteLine(
                $"{name}: {Uploads} uploads of {Megabytes(picture.Length)} MB at once: {Megabytes(before)} MB before, {Megabytes(peak)} MB at the peak"
            );
            worst = Math.Max(worst, peak);
        }

        return worst < MostBytes ? 0 : 1;
    }

    private static async Task<(long Before, long Peak)> PeakAsync(byte[] picture)
    {
        using var intake = new ImageIntake(IntakeLimits.Default, TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var before = process.WorkingSet64;
        var watching = WatchAsync(process, ending.Token);
        // As the app does: the clean picture goes to storage and is dropped.
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, Uploads)
                .Select(_ =>
                    Task.Run(async () =>
                        await intake.TakeAsync(new SlowStream(picture), CancellationToken.None) is IntakeResult.Accepted
                    )
                )
        );
        await ending.CancelAsync();
        return Array.TrueForAll(taken, accepted => accepted)
            ? (before, await watching)
            : throw new InvalidOperationException("An upload was not taken.");
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
            using var colour = noise
                .Bandjoin(noise.Flip(Enums.Direction.Horizontal), noise.Flip(Enums.Direction.Vertical))
                .Cast(Enums.BandFormat.Uchar);
            using var srgb = colour.Copy(interpretation: Enums.Interpretation.Srgb);
            bytes = srgb.WriteToBuffer(suffix);
        }

        return bytes;
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
