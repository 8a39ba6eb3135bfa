using System.Collections.Immutable;
using Azure;

namespace AiPromptGen.Credits;

public sealed record LedgerAccount
{
    public required AccountId Id { get; init; }

    public required CreditAccount Credits { get; init; }

    public required UsageState Usage { get; init; }

    public required AccountProfile Profile { get; init; }

    public required ETag ETag { get; init; }

    /// <summary>Tells it from an erased account of the same id.</summary>
    public DateTimeOffset OpenedAt => Profile.FirstSeenAt ?? default;

    /// <summary>On its way to erasure.</summary>
    public bool IsClosing => Profile.ClosingSince is not null;

    /// <summary>This call made the account.</summary>
    public bool Opened { get; init; }

    /// <summary>Token of the call that wrote the row last: tells an applied write from a lost one.</summary>
    internal string? Change { get; init; }
}

/// <summary>What the account row says beside credits and usage: each property is a column. None is ever taken away.</summary>
public sealed record AccountProfile
{
    /// <summary>As a token said it last; null when none has.</summary>
    public string? Email { get; init; }

    /// <summary>When the account was opened.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Exact to a day.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Since when it is on its way to erasure. Never taken back.</summary>
    public DateTimeOffset? ClosingSince { get; init; }

    /// <summary>The last calendar month (UTC, "202611") whose free credits were given or refused.</summary>
    public string? FreeMonth { get; init; }

    /// <summary>What one person of support gave alone, by <see cref="AloneRules"/>: "202611:75".</summary>
    public string? GivenAlone { get; init; }

    /// <summary>When its person was told that it will be erased, because nobody comes back to it.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>JSON of a list of the API tokens, without their secrets.</summary>
    public string? ApiTokens { get; init; }

    /// <summary>When the day began in which the exports are counted.</summary>
    public DateTimeOffset? ExportsSince { get; init; }

    /// <summary>Exports in it.</summary>
    public int? Exports { get; init; }
}

/// <summary>What a decision does to an account: nothing, or one transaction.</summary>
public sealed record LedgerChange<T>
{
    public required T Outcome { get; init; }

    public bool Writes { get; init; } = true;

    /// <summary>Null leaves it as it is. Only with the entries that lead there.</summary>
    public CreditChange? Credits { get; init; }

    public UsageState? Usage { get; init; }

    /// <summary>Made of the profile as it is when the change is written; null leaves it as it is.</summary>
    public Func<AccountProfile, AccountProfile>? Profile { get; init; }

    /// <summary>Rows of other slices in the same partition, as TableEntity, that are written in the same transaction.</summary>
    public IReadOnlyList<TableTransactionAction> OtherRows { get; init; } = [];

    /// <summary>The ledger's own rows, written before <see cref="OtherRows"/>.</summary>
    internal IReadOnlyList<TableTransactionAction> Rows { get; init; } = [];

    /// <summary>What was read does not fit together any more: read again.</summary>
    internal bool Again { get; init; }
}

public static class LedgerChange
{
    /// <summary>Decided without a write. From cached state it is decided once more on a fresh read.</summary>
    public static LedgerChange<T> Nothing<T>(T outcome) => new() { Outcome = outcome, Writes = false };

    internal static LedgerChange<T> Again<T>() =>
        new()
        {
            Outcome = default!,
            Writes = false,
            Again = true,
        };
}
