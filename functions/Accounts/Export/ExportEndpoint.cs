using System.IO.Compression;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Audit;
using Microsoft.AspNetCore.Http.Features;

namespace AiPromptGen.Accounts.Export;

/// <summary><c>GET /account/export</c>: everything held of the caller, as JSON, or as a ZIP file with the pictures.</summary>
internal sealed class ExportEndpoint(
    AccountLedger ledger,
    ExportDocument document,
    AccountPictures pictures,
    AuditTrail audit,
    Ids ids,
    TimeProvider time
)
{
    [AllowQuery("format")]
    [Function("ExportAccount")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/export")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var zip = WantsZip(request);
        var account = request.Caller().AccountId;
        var turn = await CountAsync(account, cancellationToken);
        if (turn.Count is null)
        {
            return Answers.Problem(TooMany(turn));
        }

        await AuditAsync(account, cancellationToken);
        return zip ? new ZipExport(document, pictures, account) : new JsonExport(document, account);
    }

    private async Task<ExportRules.Turn> CountAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.ChangeAsync(AccountRef.Current(account), Counted, cancellationToken);
        }
        catch (AccountNotFoundException)
        {
            throw ErasureProblems.AccountNotFound.ToException();
        }
    }

    private LedgerChange<ExportRules.Turn> Counted(LedgerAccount account)
    {
        var (since, count) = (account.Profile.ExportsSince, account.Profile.Exports ?? 0);
        var turn = ExportRules.Next(since, count, time.GetUtcNow());
        return turn.Count is { } counted
            ? new LedgerChange<ExportRules.Turn>
            {
                Outcome = turn,
                Profile = profile => profile with { ExportsSince = turn.Since, Exports = counted },
            }
            : LedgerChange.Nothing(turn);
    }

    /// <summary>Writes an audit row that there was an export, and when. People who read audit rows must not learn more about it.</summary>
    private Task AuditAsync(AccountId account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new AuditRow
        {
            Id = ids.New(),
            AccountKey = audit.KeyOf(account, now),
            RequestStatus = "exported",
            QuotaEvent = "none",
            RequestedAt = now,
            CompletedAt = now,
        };
        return audit.WriteAsync(row, cancellationToken);
    }

    private static bool WantsZip(HttpRequest request) =>
        request.Query.TryGetValue("format", out var format)
            ? format.ToString() switch
            {
                "json" => false,
                "zip" => true,
                _ => throw Problems.Invalid("format", "format-unknown", "json or zip.").ToException(),
            }
            : request
                .GetTypedHeaders()
                .Accept.Any(a => a.MediaType.Equals("application/zip", StringComparison.OrdinalIgnoreCase));

    private Problem TooMany(ExportRules.Turn turn) =>
        new(
            429,
            "export-limited",
            "Too many exports today",
            $"{ExportRules.MaxADay} a day. Wait as long as Retry-After says."
        )
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling((turn.Ends - time.GetUtcNow()).TotalSeconds)),
        };
}

/// <summary>The answer with the JSON document alone.</summary>
internal sealed class JsonExport(ExportDocument document, AccountId account) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportHeaders.Set(httpContext.Response, "application/json", "account.json");
        return document.WriteAsync(account, httpContext.Response.Body, httpContext.RequestAborted);
    }
}

/// <summary>The answer with the document and every picture that is held, compressed to a ZIP file while it is sent.</summary>
internal sealed class ZipExport(ExportDocument document, AccountPictures pictures, AccountId account) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, canceled) = (httpContext.Response, httpContext.RequestAborted);
        ExportHeaders.Set(response, "application/zip", "account.zip");
        // The archive writes the few bytes around an entry synchronously; the entries themselves are asynchronous.
        httpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var zip = await ZipArchive.CreateAsync(
            response.Body,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            canceled
        );
        await using (var entry = await zip.CreateEntry("account.json").OpenAsync(canceled))
        {
            await document.WriteAsync(account, entry, canceled);
        }

        await foreach (var picture in pictures.ListAsync(account, canceled))
        {
            var name = $"{picture.Container}/{picture.Name}{Extension(picture.ContentType)}";
            // Pictures are compressed already.
            await pictures.CopyAsync(
                account,
                picture,
                token => zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(token),
                canceled
            );
        }
    }

    private static string Extension(string contentType) =>
        contentType.Split('/') is ["image", var format] ? $".{format}" : "";
}

internal static class ExportHeaders
{
    public static void Set(HttpResponse response, string contentType, string name)
    {
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}
