using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AiPromptGen.Uploads;

/// <summary><c>POST /uploads</c>: takes a picture and stores a clean copy of it for at most 24 hours.</summary>
internal sealed class UploadEndpoints(
    UploadAdmission admission,
    PictureIntake intake,
    UploadStore uploads,
    ClientAddress address,
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
        var sender = new PictureSender(account.Id.Value, address.Of(request.HttpContext) ?? "");
        var taken = await intake.TakeAsync(body, sender, cancellationToken);
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
        await uploads.AddAsync(account.Ref, upload, accepted.Image.Bytes, cancellationToken);
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

/// <summary>Finds the picture's bytes in a request: a raw image body, or the first file of a multipart form (RFC 7578).</summary>
internal static class UploadBody
{
    /// <summary>Parts of a form that are looked at, those after the file included.</summary>
    private const int MaxParts = 16;

    public static async Task<Stream> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            RequestBody.CheckEncodings(request, type);
        }

        if (type is { MediaType: var media } && media.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await OpenMultipartAsync(request, type, cancellationToken);
        }

        // The format that the header names is not used, but a header that does not even claim a picture's bytes is a mistake.
        if (
            type is null
            || !(
                type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw Problems.ContentType("image/*, application/octet-stream or multipart/form-data").ToException();
        }

        return new SenderStream(request.Body);
    }

    private static async Task<Stream> OpenMultipartAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        CancellationToken cancellationToken
    )
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70)
        {
            throw Malformed().ToException();
        }

        try
        {
            var reader = new MultipartReader(boundary, new SenderStream(request.Body))
            {
                HeadersCountLimit = 16,
                HeadersLengthLimit = 8192,
            };
            for (
                var part = 1;
                part <= MaxParts && await reader.ReadNextSectionAsync(cancellationToken) is { } section;
                part++
            )
            {
                if (section.AsFileSection() is { FileStream: { } file })
                {
                    return new SenderStream(file, stop => ReadToEndAsync(reader, MaxParts - part, stop));
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw Malformed().ToException();
        }

        throw Problems.Invalid("body", "file-missing", "The form holds no file.").ToException();
    }

    /// <summary>A form that was cut off behind its file is not taken either: nobody knows what else was to come.</summary>
    /// <exception cref="InvalidDataException">More parts follow than are looked at.</exception>
    private static async Task ReadToEndAsync(MultipartReader reader, int parts, CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is not null)
        {
            if (parts-- == 0)
            {
                throw new InvalidDataException();
            }
        }
    }

    private static Problem Malformed() =>
        Problems.Invalid("body", "multipart-invalid", "The multipart body cannot be read.");
}

/// <summary>
/// Counts an upload against the account's rate before its bytes are decoded, because decoding is what an attacker would exploit.
/// </summary>
internal sealed class UploadAdmission(
    AccountOpening opening,
    AccountLedger ledger,
    UsageLimits limits,
    TimeProvider time
)
{
    public async Task<LedgerAccount> CountAsync(
        HttpRequest request,
        string uploadId,
        CancellationToken cancellationToken
    )
    {
        var caller = request.Caller();
        var account = await opening.OpenAsync(caller, cancellationToken);
        var decision = await ledger.ChangeAsync(account.Ref, a => Count(a, caller, uploadId), cancellationToken);
        if (decision is AdmissionResult.Admitted admitted)
        {
            limits.SetHeaders(request.HttpContext.Response, admitted.Remaining, admitted.Reset);
        }

        return UsageLimits.ProblemOf(decision) is { } problem ? throw problem.ToException() : account;
    }

    private LedgerChange<AdmissionResult> Count(LedgerAccount account, Caller caller, string uploadId)
    {
        // An upload ends with its request, so it is never one of the generations that are on the way.
        var perUpload = limits.For(TimeSpan.Zero) with
        {
            Concurrent = AdmissionRules.MaxActive,
            Refusals = null,
        };
        var decision = AdmissionRules.Admit(account.Usage, uploadId, perUpload, time.GetUtcNow());
        return decision is AdmissionResult.Admitted admitted
            ? new LedgerChange<AdmissionResult>
            {
                Outcome = decision,
                Usage = AdmissionRules.Leave(admitted.State, uploadId),
                Profile = opening.Seen(account, caller),
            }
            : LedgerChange.Nothing<AdmissionResult>(decision);
    }
}
