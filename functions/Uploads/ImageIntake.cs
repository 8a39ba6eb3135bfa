using System.Runtime.InteropServices;

namespace AiPromptGen.Uploads;

/// <summary>
/// The only way a picture gets in. Whatever the bytes are, the answer is accepted or rejected; only the caller's own
/// cancellation throws. One instance per process, because it bounds how many pictures are decoded at once.
/// </summary>
public sealed class ImageIntake(IntakeLimits limits, TimeProvider time) : IDisposable
{
    private readonly DecodeGate gate = new(limits, time);

    /// <summary>Reads no further than the byte limit, whatever length was announced.</summary>
    public async Task<IntakeResult> TakeAsync(Stream stream, CancellationToken cancellationToken) =>
        await BoundedBytes.ReadAsync(stream, limits.MaxBytes, cancellationToken) is { } bytes
            ? await TakeAsync(bytes, cancellationToken)
            : Refusals.TooLarge(limits);

    public async Task<IntakeResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return Refusals.Empty();
        }

        if (bytes.Length > limits.MaxBytes)
        {
            return Refusals.TooLarge(limits);
        }

        var (format, recognised) = FormatSniffer.Sniff(bytes.Span);
        return format is { } accepted
            ? await DecodeAsync(bytes, accepted, cancellationToken)
            : Refusals.Unsupported(recognised);
    }

    public void Dispose() => gate.Dispose();

    private async Task<IntakeResult> DecodeAsync(
        ReadOnlyMemory<byte> bytes,
        ImageFormat format,
        CancellationToken cancellationToken
    )
    {
        // Its bytes are made again for the decoder: whoever waits for a place holds the picture once and not twice.
        var source = await gate.RunAsync(
            _ => PictureSource.Open(ArrayOf(bytes), format) with { Bytes = [] },
            large: false,
            cancellationToken
        );
        if (source is null)
        {
            return Refusals.TooSlow();
        }

        if (!source.Readable)
        {
            return Refusals.Unreadable();
        }

        if (Math.Max(source.Width, source.Height) > limits.MaxSide || source.Pixels > limits.MaxPixels)
        {
            return Refusals.TooManyPixels(source.Width, source.Height, limits);
        }

        var large = source.Pixels > limits.LargePixels;
        return await gate.RunAsync(
                stop => PictureCleaner.Clean(source.WithBytes(ArrayOf(bytes)), limits, stop),
                large,
                cancellationToken
            ) ?? Refusals.TooSlow();
    }

    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array?.Length == bytes.Length
            ? segment.Array
            : bytes.ToArray();
}
