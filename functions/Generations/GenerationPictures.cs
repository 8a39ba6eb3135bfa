using AiPromptGen.Generations.Providers;
using AiPromptGen.Uploads;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.Generations;

/// <summary>
/// The picture that a generation is about: its upload, or what stands at the address it names. A fetched picture lives in
/// memory only and goes through the same intake, so providers get clean bytes and never the address (docs/adr/0011).
/// </summary>
internal sealed class GenerationPictures(UploadStore uploads, PictureFetcher fetcher, ImageIntake intake)
{
    /// <returns>Neither when the generation is about no picture; a problem code when there should be one.</returns>
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
