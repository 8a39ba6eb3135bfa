using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Uploads;

/// <summary>A picture as it is stored: upright, sRGB, at most <see cref="IntakeLimits.CleanSide"/> a side, without any metadata.</summary>
public sealed record CleanImage
{
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>JPEG, or PNG when the picture has transparency or stays one.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Of its media type: jpeg or png.</summary>
    public string Subtype => Format == ImageFormat.Png ? "png" : "jpeg";

    public required int Width { get; init; }
    public required int Height { get; init; }
}

public abstract record IntakeResult
{
    private IntakeResult() { }

    public sealed record Accepted(CleanImage Image, PictureMetadata Metadata) : IntakeResult
    {
        public required ImageFormat SourceFormat { get; init; }

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

        /// <summary>Seconds, where the same picture may pass later.</summary>
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
