using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Support;

/// <summary>
/// Grants goodwill credits, once for each idempotency key of the person of support and never to that person's own account. Audit rows are
/// written for both of them. A grant that is more than one person may give alone waits for a second person.
/// </summary>
internal sealed class SupportGrants(
    AccountLedger ledger,
    AskedGrants asked,
    SupportAudit audit,
    IOptions<SupportOptions> options,
    TimeProvider time
)
{
    /// <summary>The most credits of one grant, so that a typing mistake cannot be expensive.</summary>
    public const long MaxCredits = 1000;

    /// <summary>What the id of a grant begins with, before the hash.</summary>
    private const string IdPrefix = "goodwill-";

    /// <param name="key">The idempotency key that the person of support sent.</param>
    /// <returns>The id of the grant, and the grant that waits for approval; that is null when the credits were granted.</returns>
    /// <exception cref="ProblemException">It is refused.</exception>
    public async Task<(string Id, AskedGrant? Waiting)> OrderAsync(
        AccountId support,
        string accountId,
        string key,
        SupportGrantRequest request,
        bool mayWait,
        CancellationToken cancellationToken
    )
    {
        if (request.Credits is < 1 or > MaxCredits)
        {
            throw SupportProblems.CreditsOutOfRange.ToException();
        }

        var account = AccountOf(accountId, support);
        var id = SupportWords.IdOf(support, key);
        var grant = GrantOf(id, request.Credits, request.Reason);
        await audit.BeforeAsync(support, ActOf(request.Reason), cancellationToken);
        try
        {
            var outcome = await ledger.GrantAloneAsync(account, grant, options.Value.GrantAlone, cancellationToken);
            if (outcome is not GrantResult.OverLimit)
            {
                await AuditAsync(account, grant, request.Reason, outcome, cancellationToken);
                return (grant.Id, null);
            }

            if (!mayWait)
            {
                throw SupportProblems.SecondPersonNeeded.ToException();
            }

            var waiting = await asked.AskAsync(account, id, support, request, cancellationToken);
            return (waiting.Credits, waiting.Reason) == (request.Credits, request.Reason)
                ? (grant.Id, waiting)
                : throw IdempotencyHeader.Reused.ToException();
        }
        catch (AccountNotFoundException)
        {
            throw SupportProblems.AccountNotFound.ToException();
        }
    }

    /// <summary>Grants what another person of support has asked for. A repeated approval gives the same answer.</summary>
    /// <exception cref="ProblemException">It is refused.</exception>
    public async Task<AskedGrant> ApproveAsync(
        AccountId support,
        SupportGrantApproval approval,
        CancellationToken cancellationToken
    )
    {
        var account = AccountOf(approval.AccountId, support);
        var id = HashOf(approval.Id);
        var grant = id is null ? null : await asked.FindAsync(account, id, cancellationToken);
        if (grant is null)
        {
            throw SupportProblems.GrantNotFound.ToException();
        }

        if (asked.IsBy(grant, account, id!, support))
        {
            throw SupportProblems.SecondPersonNeeded.ToException();
        }

        if (grant.ApprovedAt is null && grant.ExpiresAt <= time.GetUtcNow())
        {
            throw SupportProblems.GrantExpired.ToException();
        }

        var act = $"support-grant-approval:{SupportWords.From(grant.Reason)}";
        await audit.BeforeAsync(support, act, cancellationToken);
        try
        {
            var given = GrantOf(id!, grant.Credits, grant.Reason);
            var outcome = await ledger.GrantAsync(
                AccountRef.Current(account),
                given,
                _ => [asked.Approved(account, id!)],
                cancellationToken
            );
            await AuditAsync(account, given, grant.Reason, outcome, cancellationToken);
        }
        catch (AccountNotFoundException)
        {
            throw SupportProblems.AccountNotFound.ToException();
        }
        catch (OtherRowConflictException)
        {
            // What was asked for went with the account that it was for, and the person has another one.
            throw SupportProblems.GrantNotFound.ToException();
        }

        return grant;
    }

    /// <summary>
    /// Writes the audit row of the account that gets the credits. Its time is that of the grant in the ledger, so a repetition writes the
    /// same row.
    /// </summary>
    private async Task AuditAsync(
        AccountId account,
        Grant grant,
        GrantReason reason,
        GrantResult outcome,
        CancellationToken cancellationToken
    )
    {
        if (
            outcome is GrantResult.AlreadyGranted earlier
            && (earlier.Amount != grant.Amount || !earlier.Reference.Equals(grant.Reference, StringComparison.Ordinal))
        )
        {
            throw IdempotencyHeader.Reused.ToException();
        }

        // The row's id includes the account, because one key may be used for several accounts and each grant leaves a row of its own.
        await audit.AfterAsync(
            $"{grant.Id}-{account.Value}",
            account,
            ActOf(reason),
            $"granted:{grant.Amount.Value}",
            await ledger.GrantedAtAsync(account, grant.Id, cancellationToken) ?? time.GetUtcNow(),
            cancellationToken
        );
    }

    private static string ActOf(GrantReason reason) => $"support-grant:{SupportWords.From(reason)}";

    private static AccountId AccountOf(string id, AccountId support)
    {
        if (!AccountIds.IsValid(id))
        {
            throw SupportProblems.AccountNotFound.ToException();
        }

        var account = new AccountId(id);
        return support == account ? throw SupportProblems.OwnAccount.ToException() : account;
    }

    /// <returns>The hash in the id; null when the text is not the id of a grant.</returns>
    private static string? HashOf(string grantId) =>
        grantId.StartsWith(IdPrefix, StringComparison.Ordinal)
        && grantId[IdPrefix.Length..] is { Length: SupportWords.IdDigits } hash
        && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : null;

    private static Grant GrantOf(string id, long credits, GrantReason reason) =>
        new()
        {
            Id = IdPrefix + id,
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(credits),
            Reference = $"support:{SupportWords.From(reason)}",
        };
}

public sealed class SupportOptions
{
    public const string Section = "Support";

    /// <summary>
    /// Credits that an account may get in one calendar month (UTC) by grants that no second person approved, from all people of support
    /// together. Anything beyond it needs a second person's approval. With 0 every grant does.
    /// </summary>
    [Range(0, 100_000)]
    public int GrantAlone { get; set; } = 100;
}

internal static class SupportWords
{
    public const int IdDigits = 32;

    /// <summary>
    /// The id for an idempotency key, as a hash, because different people may use the same key and a key may have characters that a row key
    /// may not have.
    /// </summary>
    /// <returns>32 hex digits.</returns>
    public static string IdOf(AccountId support, string key) => Hash($"{support.Value}\n{key}");

    /// <summary>The same for an id that must also differ between accounts.</summary>
    public static string IdOf(AccountId support, string key, AccountId account) =>
        Hash($"{support.Value}\n{key}\n{account.Value}");

    /// <summary>The word that JSON has for the reason.</summary>
    public static string From<T>(T reason)
        where T : struct, Enum => JsonSerializer.Serialize(reason, AppJson.Options).Trim('"');

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdDigits / 2));
}
