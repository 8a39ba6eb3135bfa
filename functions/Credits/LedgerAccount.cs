using System.Collections.Immutable;
using Azure;

namespace AiPromptGen.Credits;

/// <summary>
/// Which account a change is meant for. A person who erases an account and opens another one has the same id again, so that a request
/// that began before the erasure, and goes on late, would otherwise change the new account.
/// </summary>
/// <param name="OpenedAt">When the account was opened; null for the account that the person has now, whichever that is.</param>
public readonly record struct AccountRef(AccountId Id, DateTimeOffset? OpenedAt)
{
    public static AccountRef Current(AccountId id) => new(id, null);
}

public sealed record LedgerAccount
{
    public required AccountId Id { get; init; }

    public required CreditAccount Credits { get; init; }

    public required UsageState Usage { get; init; }

    public required AccountProfile Profile { get; init; }

    public required ETag ETag { get; init; }

    /// <summary>Distinguishes this account from an erased one with the same id.</summary>
    public DateTimeOffset OpenedAt => Profile.FirstSeenAt ?? default;

    public AccountRef Ref => new(Id, OpenedAt);

    /// <summary>On its way to erasure.</summary>
    public bool IsClosing => Profile.ClosingSince is not null;

    /// <summary>This call made the account.</summary>
    public bool Opened { get; init; }

    /// <summary>Token of the call that wrote the row last. After an unclear answer it shows a call whether its write was applied.</summary>
    internal string? Change { get; init; }
}

/// <summary>What the account row holds beside credits and usage. Each property is a column, and none is ever removed.</summary>
public sealed record AccountProfile
{
    /// <summary>The address in the last token that had one; null when none had.</summary>
    public string? Email { get; init; }

    /// <summary>When the account was opened.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>
    /// While it is not certain that no request from before an erasure opened the account: when the person's last account was erased, as the
    /// opening request remembered it, or "none". Empty once it is certain.
    /// </summary>
    public string? OpenedAfter { get; init; }

    /// <summary>Exact to a day.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>When the account began to close; null while it is open. Closing cannot be undone.</summary>
    public DateTimeOffset? ClosingSince { get; init; }

    /// <summary>The last calendar month (UTC, "202611") whose free credits were given or refused.</summary>
    public string? FreeMonth { get; init; }

    /// <summary>
    /// The month and the sum of the credits that support gave in it without a second person, such as "202611:75"
    /// (<see cref="AloneRules"/>).
    /// </summary>
    public string? GivenAlone { get; init; }

    /// <summary>When the person was told that the account will be erased because it is inactive.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>JSON of a list of the API tokens, without their secrets.</summary>
    public string? ApiTokens { get; init; }

    /// <summary>When the 24 hours began in which exports are counted.</summary>
    public DateTimeOffset? ExportsSince { get; init; }

    /// <summary>Exports since <see cref="ExportsSince"/>.</summary>
    public int? Exports { get; init; }
}

/// <summary>What a decision does to an account: nothing, or one transaction.</summary>
public sealed record LedgerChange<T>
{
    public required T Outcome { get; init; }

    public bool Writes { get; init; } = true;

    /// <summary>The new credits and the ledger entries that lead to them; null leaves the credits as they are.</summary>
    public CreditChange? Credits { get; init; }

    public UsageState? Usage { get; init; }

    /// <summary>Makes the new profile from the one that is stored when the change is written; null leaves the profile as it is.</summary>
    public Func<AccountProfile, AccountProfile>? Profile { get; init; }

    /// <summary>Rows of other slices in the same partition, as TableEntity, that are written in the same transaction.</summary>
    public IReadOnlyList<TableTransactionAction> OtherRows { get; init; } = [];

    /// <summary>The ledger's own rows, written before <see cref="OtherRows"/>.</summary>
    internal IReadOnlyList<TableTransactionAction> Rows { get; init; } = [];

    /// <summary>The rows that were read contradict each other because they changed meanwhile, so they are read again.</summary>
    internal bool Again { get; init; }
}

public static class LedgerChange
{
    /// <summary>A decision that writes nothing. If it was made on a cached account, it is made once more on a fresh read.</summary>
    public static LedgerChange<T> Nothing<T>(T outcome) => new() { Outcome = outcome, Writes = false };

    internal static LedgerChange<T> Again<T>() =>
        new()
        {
            Outcome = default!,
            Writes = false,
            Again = true,
        };
}
