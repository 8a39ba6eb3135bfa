using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Audit;

namespace AiPromptGen.Accounts.Export;

/// <summary><c>GET /account/export</c>: everything held of the caller, as JSON or with the pictures as ZIP.</summary>
internal sealed class ExportEndpoint(
    AccountLedger ledger,
    ExportDocument document,
    AccountPictures pictures,
    AuditTrail audit,
    Ids ids,
    TimeProvider time
)
{
    /// <summary>Properties of the account row: the exports of a day are counted there.</summary>
    private const string Since = "ExportsSince";
    private const string Count = "Exports";

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
            return await ledger.ChangeAsync(account, Counted, cancellationToken);
        }
        catch (AccountNotFoundException)
        {
            throw ErasureProblems.AccountNotFound.ToException();
        }
    }

    private LedgerChange<ExportRules.Turn> Counted(LedgerAccount account)
    {
        var since = account.Profile.GetValueOrDefault(Since) as DateTimeOffset?;
        var count = account.Profile.GetValueOrDefault(Count) as int? ?? 0;
        var turn = ExportRules.Next(since, count, time.GetUtcNow());
        return turn.Count is { } counted
            ? new LedgerChange<ExportRules.Turn>
            {
                Outcome = turn,
                Profile = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [Since] = turn.Since,
                    [Count] = counted,
                },
            }
            : LedgerChange.Nothing(turn);
    }

    /// <summary>That there was one, and when; who reads the audit must not learn more.</summary>
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
            $"{ExportRules.MostADay} a day. Wait as long as Retry-After says."
        )
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling((turn.Ends - time.GetUtcNow()).TotalSeconds)),
        };
}
