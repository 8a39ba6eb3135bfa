namespace AiPromptGen.Uploads;

/// <summary><c>POST /uploads</c>: a picture in, its clean copy stored for at most 24 hours.</summary>
internal sealed class UploadEndpoints(
    UploadAdmission admission,
    ImageIntake intake,
    UploadStore uploads,
    Ids ids,
    TimeProvider time
)
{
    [TokenScope(TokenScopes.Generate)]
    [Function("AddUpload")]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "uploads")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await UploadBody.OpenAsync(request, cancellationToken);
        var id = ids.New();
        var account = await admission.CountAsync(request, id, cancellationToken);
        var taken = await intake.TakeAsync(body, account.Id.Value, cancellationToken);
        if (taken is IntakeResult.Rejected rejected)
        {
            return Answers.Problem(
                new Problem(rejected.Status, rejected.Code, "This picture cannot be taken", rejected.Detail)
                {
                    RetryAfterSeconds = rejected.RetryAfter,
                }
            );
        }

        var accepted = (IntakeResult.Accepted)taken;
        var upload = new Upload
        {
            Id = id,
            Width = accepted.Image.Width,
            Height = accepted.Image.Height,
            Format = accepted.Image.Subtype,
            ExpiresAt = time.GetUtcNow() + Upload.Lifetime,
            Metadata = accepted.Metadata,
        };
        await uploads.AddAsync(account.Id, upload, accepted.Image.Bytes, cancellationToken);
        return Answers.Json(
            new
            {
                upload.Id,
                upload.Width,
                upload.Height,
                upload.Format,
                upload.ExpiresAt,
            },
            StatusCodes.Status201Created
        );
    }
}
