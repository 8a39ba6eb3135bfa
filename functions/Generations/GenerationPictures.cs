using AiPromptGen.Generations.Providers;
using AiPromptGen.Uploads;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.Generations;

/// <summary>
/// The picture that a generation is about: its upload, or what stands at the address it names. A fetched picture lives in
/// memory only and goes through the same intake, so providers get clean bytes and never the address (docs/adr/0011).
/// </summary>
internal sealed class GenerationPictures(UploadStore uploads, PictureFetcher fetcher, PictureIntake intake)
{
    /// <returns>
    /// The picture; a problem code when there should be a picture and there is none; neither when the generation is about no picture.
    /// </returns>
    public Task<(Picture? Picture, string? ProblemCode)> FindAsync(
        Generation generation,
        CancellationToken cancellationToken
    ) =>
        generation.Request.Source switch
        {
            { UploadId: { } id } => ReadAsync(generation, id, cancellationToken),
            { Url: { } address } => FetchAsync(address, cancellationToken),
            _ => Task.FromResult<(Picture?, string?)>((null, null)),
        };

    private async Task<(Picture?, string?)> ReadAsync(
        Generation generation,
        string id,
        CancellationToken cancellationToken
    ) =>
        await uploads.FindAsync(generation.Account, id, cancellationToken) is { } upload
        && await uploads.ReadAsync(generation.Account, id, cancellationToken) is { } bytes
            ? (new Picture(bytes, upload.Format, upload.Metadata), null)
            : (null, GenerationProblems.UploadGone);

    private async Task<(Picture?, string?)> FetchAsync(string address, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.FetchAsync(address, cancellationToken);
        if (fetched is FetchResult.Failed failed)
        {
            return (null, PictureProblems.CodeOf(failed.Failure));
        }

        return await intake.TakeAsync(((FetchResult.Fetched)fetched).Bytes, cancellationToken) switch
        {
            IntakeResult.Accepted accepted => (PictureOf(accepted), null),
            var rejected => (null, PictureProblems.CodeOf((IntakeResult.Rejected)rejected)),
        };
    }

    private static Picture PictureOf(IntakeResult.Accepted accepted) =>
        new(accepted.Image.Bytes, accepted.Image.Subtype, accepted.Metadata);
}

/// <summary>Why a generation got no picture from the address it was given. Every one of these cost nothing.</summary>
internal static class PictureProblems
{
    public const string AddressRefused = "picture-address-refused";
    public const string Unreachable = "picture-unreachable";
    public const string NotFound = "picture-not-found";
    public const string TooSlow = "picture-too-slow";
    public const string TooManyRedirects = "picture-too-many-redirects";
    public const string TooLarge = "picture-too-large";
    public const string FormatUnsupported = "picture-format-unsupported";

    private static readonly string OrUpload = "or save the picture and upload it.";

    public static string CodeOf(FetchFailure failure) =>
        failure switch
        {
            FetchFailure.AddressRefused => AddressRefused,
            FetchFailure.NotFound => NotFound,
            FetchFailure.TooLarge => TooLarge,
            FetchFailure.TooSlow => TooSlow,
            FetchFailure.TooManyRedirects => TooManyRedirects,
            _ => Unreachable,
        };

    public static string CodeOf(IntakeResult.Rejected rejected) =>
        rejected.Code switch
        {
            IntakeCodes.TooLarge or IntakeCodes.TooManyPixels => TooLarge,
            IntakeCodes.FormatUnsupported => FormatUnsupported,
            _ => GenerationProblems.PictureUnreadable,
        };

    /// <returns>The text for a person; null when the code is not about a picture.</returns>
    public static (string Title, string Next)? Explain(string code) =>
        code switch
        {
            AddressRefused => (
                "The picture's address is not public",
                $"It leads to a private network or off http(s). Send a public address {OrUpload}"
            ),
            Unreachable => (
                "The picture's server could not be reached",
                $"There is no such host, or it failed. Check the address, try again later {OrUpload}"
            ),
            NotFound => (
                "The server gives us no picture at this address",
                $"It may be gone, or only for people who are signed in. Send an address that opens for everybody {OrUpload}"
            ),
            TooSlow => ("The picture's server was too slow", $"Fetching may take 10 seconds. Try again {OrUpload}"),
            TooManyRedirects => (
                "The picture's address leads on too often",
                $"At most 3 redirects are followed. Send the address where it ends {OrUpload}"
            ),
            TooLarge => (
                "The picture is too large",
                "At most 10 MB, 40 megapixels and 12,000 pixels a side. Send a smaller one."
            ),
            FormatUnsupported => (
                "There is no picture in a known format at this address",
                "Send the address of a JPEG, PNG, WebP, GIF or AVIF itself, not of a page that shows it."
            ),
            _ => null,
        };
}
