using System.Globalization;
using static AiPromptGen.Uploads.IntakeResult;

namespace AiPromptGen.Uploads;

/// <summary>The texts that a person reads when a picture is refused: what is wrong, and what would be accepted.</summary>
internal static class IntakeRejections
{
    private const string Accepted = "Accepted are JPEG, PNG, WebP, GIF and AVIF.";

    public static Rejected Empty() => new(IntakeCodes.Empty, "The picture has no bytes.");

    public static Rejected TooLarge(IntakeLimits limits) =>
        new(IntakeCodes.TooLarge, $"The picture has more than {limits.MaxBytes / (1024 * 1024)} MB.");

    public static Rejected Unsupported(string? recognized) =>
        new(
            IntakeCodes.FormatUnsupported,
            recognized switch
            {
                null => $"The bytes are no picture in a known format. {Accepted}",
                "HEIC" => $"HEIC cannot be read here; export the photo as JPEG. {Accepted}",
                _ => $"This is a file of the kind {recognized}. {Accepted}",
            }
        );

    public static Rejected TooManyPixels(int width, int height, IntakeLimits limits) =>
        new(
            IntakeCodes.TooManyPixels,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{width} × {height} pixels; at most {limits.MaxPixels / 1_000_000} megapixels and {limits.MaxSide:N0} a side."
            )
        );

    public static Rejected Unreadable() =>
        new(IntakeCodes.Unreadable, "The picture is damaged or incomplete and cannot be decoded.");

    public static Rejected TooSlow() =>
        new(IntakeCodes.Unreadable, "The picture took too long to decode; save it again as JPEG or PNG.");

    public static Rejected SlowToArrive(IntakeLimits limits) =>
        new(
            IntakeCodes.SlowToArrive,
            $"The picture did not arrive within {limits.ReceiveTime.TotalSeconds:0} seconds; a smaller one will."
        );

    public static Rejected Busy() =>
        new(IntakeCodes.Busy, "Many large pictures are on their way at once; nothing is wrong with yours.");
}

internal static class UploadProblems
{
    public static readonly Problem NotFound = new(
        404,
        "upload-not-found",
        "There is no such upload",
        "It may have expired or been used: uploads are deleted after 24 hours or when their generation ends. Upload the picture again."
    );

    public static readonly Problem InUse = Problem.Conflict(
        "upload-in-use",
        "Another generation is using this upload",
        "Upload the picture again for a second generation."
    );
}
