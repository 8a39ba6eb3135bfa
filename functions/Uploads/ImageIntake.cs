namespace AiPromptGen.Uploads;

/// <summary>
/// The only way a picture gets in. Whatever the bytes are, the answer is accepted or rejected; only the caller's own
/// cancellation throws. One instance per process, because it bounds how many pictures are decoded at once.
/// </summary>
public sealed class ImageIntake(IntakeLimits limits, TimeProvider time) : IDisposable
{
    private readonly PictureReceiver receiver = new(limits, time);
    private readonly DecodeGate gate = new(limits, time);

    /// <summary>Reads no further than the byte limit, whatever length was announced.</summary>
    public Task<IntakeResult> TakeAsync(Stream stream, CancellationToken cancellationToken) =>
        TakeAsync(stream, "", cancellationToken);

    /// <param name="sender">Whoever has as many large pictures on their way as one may have waits for those.</param>
    public Task<IntakeResult> TakeAsync(Stream stream, string sender, CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(stream, sender, picture => TakeAsync(picture, cancellationToken), cancellationToken);

    public async Task<IntakeResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > limits.MaxBytes)
        {
            return Refusals.TooLarge(limits);
        }

        var picture = new PictureMemory(Math.Max(1, bytes.Length));
        picture.Append(bytes);
        return await TakeAsync(picture, cancellationToken);
    }

    public void Dispose()
    {
        receiver.Dispose();
        gate.Dispose();
    }

    private async Task<IntakeResult> TakeAsync(PictureMemory picture, CancellationToken cancellationToken)
    {
        if (await DecodeAsync(picture.Bytes, cancellationToken) is not { } result)
        {
            return Refusals.TooSlow();
        }

        picture.Recycle();
        return result;
    }

    /// <returns>Null when the time was over, and the decoder may still be at it.</returns>
    private async Task<IntakeResult?> DecodeAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return Refusals.Empty();
        }

        var (known, recognised) = FormatSniffer.Sniff(bytes.Span);
        if (known is not { } format)
        {
            return Refusals.Unsupported(recognised);
        }

        var source = await gate.RunAsync(_ => PictureSource.Open(bytes, format), large: false, cancellationToken);
        if (source is null)
        {
            return null;
        }

        if (!source.Readable)
        {
            return Refusals.Unreadable();
        }

        if (Math.Max(source.Width, source.Height) > limits.MaxSide || source.Pixels > limits.MaxPixels)
        {
            return Refusals.TooManyPixels(source.Width, source.Height, limits);
        }

        return await gate.RunAsync(
            stop => PictureCleaner.Clean(source, limits, stop),
            source.Pixels > limits.LargePixels,
            cancellationToken
        );
    }
}
