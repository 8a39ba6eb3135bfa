using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Uploads;

/// <summary>
/// The only way by which a picture gets in. Whatever the bytes are, they are accepted or rejected; only the caller's own cancellation
/// throws. There is one instance in each process, because it bounds how many pictures are decoded at the same time.
/// </summary>
public sealed class PictureIntake(IntakeLimits limits, TimeProvider time) : IDisposable
{
    private readonly PictureReceiver _receiver = new(limits, time);
    private readonly DecodeGate _gate = new(limits, time);

    /// <summary>Reads no further than the byte limit, whatever length was announced.</summary>
    public Task<IntakeResult> TakeAsync(Stream stream, CancellationToken cancellationToken) =>
        TakeAsync(stream, new PictureSender("", ""), cancellationToken);

    public Task<IntakeResult> TakeAsync(Stream stream, PictureSender sender, CancellationToken cancellationToken) =>
        _receiver.ReceiveAsync(stream, sender, picture => TakeAsync(picture, cancellationToken), cancellationToken);

    public async Task<IntakeResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > limits.MaxBytes)
        {
            return IntakeRejections.TooLarge(limits);
        }

        var picture = new PictureMemory(Math.Max(1, bytes.Length));
        picture.Append(bytes);
        return await TakeAsync(picture, cancellationToken);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _gate.Dispose();
    }

    private async Task<IntakeResult> TakeAsync(PictureMemory picture, CancellationToken cancellationToken)
    {
        var holdsMuch = picture.Bytes.Length > limits.SmallBytes;
        if (await DecodeAsync(picture.Bytes, cancellationToken) is not { } result)
        {
            return IntakeRejections.TooSlow();
        }

        picture.Recycle();
        if (holdsMuch)
        {
            // A decoder copies what it does not decode, such as 9 MB of Exif beside a few pixels.
            NativeHeap.Trim();
        }

        return result;
    }

    /// <returns>Null when the time was over; then the decoder may still be reading the bytes.</returns>
    private async Task<IntakeResult?> DecodeAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return IntakeRejections.Empty();
        }

        var (known, recognized) = FormatSniffer.Sniff(bytes.Span);
        if (known is not { } format)
        {
            return IntakeRejections.Unsupported(recognized);
        }

        var source = await _gate.RunAsync(_ => PictureSource.Open(bytes, format), large: false, cancellationToken);
        if (source is null)
        {
            return null;
        }

        if (!source.Readable)
        {
            return IntakeRejections.Unreadable();
        }

        if (Math.Max(source.Width, source.Height) > limits.MaxSide || source.Pixels > limits.MaxPixels)
        {
            return IntakeRejections.TooManyPixels(source.Width, source.Height, limits);
        }

        return await _gate.RunAsync(
            stop => PictureCleaner.Clean(source, limits, stop),
            source.Pixels > limits.LargePixels,
            cancellationToken
        );
    }
}

/// <summary>What a picture may cost before it is refused: bytes, pixels, time.</summary>
public sealed record IntakeLimits
{
    public static IntakeLimits Default { get; } = new();

    public int MaxBytes { get; init; } = 10 * 1024 * 1024;
    public long MaxPixels { get; init; } = 40_000_000;
    public int MaxSide { get; init; } = 12_000;

    /// <summary>Longest side of the stored picture, in pixels.</summary>
    public int CleanSide { get; init; } = 2_048;

    /// <summary>
    /// Whether every PNG stays a PNG, so that nothing of it is lost. If false, which is the default, only a PNG with transparency does.
    /// </summary>
    public bool KeepsPng { get; init; }

    /// <summary>Large pictures that may be in memory at the same time, from their first bytes until they are decoded; others wait.</summary>
    public int Places { get; init; } = 16;

    /// <summary>How many of these places one account may hold.</summary>
    public int PlacesOfOne { get; init; } = 4;

    /// <summary>How many of these places all accounts behind one address may hold together.</summary>
    public int PlacesOfAddress { get; init; } = 8;

    /// <summary>Time for all bytes to arrive, including the wait for a place. It is enough for 10 MB at about 1 Mbit/s.</summary>
    public TimeSpan ReceiveTime { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan DecodeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pictures that are decoded at the same time. Those that wait hold only their own bytes.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>After a picture with more bytes than this the memory that its decoder had is given back at once.</summary>
    public int SmallBytes { get; init; } = 1024 * 1024;

    /// <summary>Pictures with more pixels than this are decoded one at a time.</summary>
    public long LargePixels { get; init; } = 16_000_000;

    /// <summary>XMP that is written into the clean picture in place of its own metadata; empty, the default, writes none.</summary>
    public ReadOnlyMemory<byte> Xmp { get; init; }
}

/// <summary>
/// Whom a picture counts for while it arrives. An account or an address that has as many large pictures on their way as one may have waits
/// for those. Empty texts count for nobody.
/// </summary>
public readonly record struct PictureSender(string Account, string Address);

/// <summary>
/// A picture as it is stored: upright, in sRGB, at most <see cref="IntakeLimits.CleanSide"/> pixels a side, without metadata except
/// <see cref="IntakeLimits.Xmp"/>.
/// </summary>
public sealed record CleanPicture
{
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>JPEG; or PNG when the picture has transparency, or when <see cref="IntakeLimits.KeepsPng"/> keeps it a PNG.</summary>
    public required PictureFormat Format { get; init; }

    /// <summary>The subtype of its media type: "jpeg" or "png".</summary>
    public string Subtype => Format == PictureFormat.Png ? "png" : "jpeg";

    public required int Width { get; init; }
    public required int Height { get; init; }
}

public abstract record IntakeResult
{
    private IntakeResult() { }

    public sealed record Accepted(CleanPicture Image, PictureMetadata Metadata) : IntakeResult
    {
        public required PictureFormat SourceFormat { get; init; }

        /// <summary>The picture was animated; only its first frame was taken.</summary>
        public required bool Animated { get; init; }
    }

    public sealed record Rejected(string Code, string Detail) : IntakeResult
    {
        /// <summary>The HTTP status that fits the code.</summary>
        public int Status =>
            Code switch
            {
                IntakeCodes.SlowToArrive => 408,
                IntakeCodes.TooLarge => 413,
                IntakeCodes.FormatUnsupported => 415,
                IntakeCodes.Busy => 503,
                _ => 422,
            };

        /// <summary>Seconds after which the same picture may be accepted; null for every reason but <see cref="IntakeCodes.Busy"/>.</summary>
        public int? RetryAfter => Code is IntakeCodes.Busy ? 10 : null;
    }
}

/// <summary>Every reason for which a picture is refused. The words are part of the API.</summary>
public static class IntakeCodes
{
    public const string Empty = "image-empty";
    public const string TooLarge = "image-too-large";
    public const string FormatUnsupported = "image-format-unsupported";
    public const string TooManyPixels = "image-too-many-pixels";
    public const string Unreadable = "image-unreadable";
    public const string SlowToArrive = "upload-too-slow";
    public const string Busy = "uploads-busy";
}
