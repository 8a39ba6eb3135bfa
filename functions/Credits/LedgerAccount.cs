using System.Collections.Immutable;
using Azure;

namespace AiPromptGen.Credits;

public sealed record LedgerAccount
{
    public required AccountId Id { get; init; }

    public required CreditAccount Credits { get; init; }

    public required UsageState Usage { get; init; }

    /// <summary>The account row's other properties, as stored.</summary>
    public required IReadOnlyDictionary<string, object> Profile { get; init; }

    public required ETag ETag { get; init; }

    /// <summary>Tells it from an erased account of the same id.</summary>
    public DateTimeOffset OpenedAt =>
        Profile.GetValueOrDefault(AccountOpening.FirstSeenAt) as DateTimeOffset? ?? default;

    /// <summary>On its way to erasure.</summary>
    public bool IsClosing => Profile.ContainsKey(AccountClosing.ClosingSince);

    /// <summary>This call made the account.</summary>
    public bool Opened { get; init; }

    /// <summary>Token of the call that wrote the row last: tells an applied write from a lost one.</summary>
    internal string? Change { get; init; }
}

/// <summary>What a decision does to an account: nothing, or one transaction.</summary>
public sealed record LedgerChange<T>
{
    public required T Outcome { get; init; }

    public bool Writes { get; init; } = true;

    /// <summary>Null leaves it as it is. Only with the entries that lead there.</summary>
    public CreditChange? Credits { get; init; }

    public UsageState? Usage { get; init; }

    /// <summary>Properties to set; others stay.</summary>
    public IReadOnlyDictionary<string, object>? Profile { get; init; }

    /// <summary>Rows of the same partition, as TableEntity, that ride in the same transaction.</summary>
    public IReadOnlyList<TableTransactionAction> Passengers { get; init; } = [];

    /// <summary>The ledger's own rows, before the passengers.</summary>
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
