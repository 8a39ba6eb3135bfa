using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;

namespace AiPromptGen.Credits;

/// <summary>Row keys of the ledger in an account's partition.</summary>
internal static class LedgerKeys
{
    public const string Account = "account";
    private const string EntryPrefix = "entry-";

    public static string Reservation(string id) => AccountLedger.ReservationRowPrefix + KeyPart.Require(id, nameof(id));

    public static string Grant(string id) => "grant-" + KeyPart.Require(id, nameof(id));

    public static string Clawback(string id) => "clawback-" + KeyPart.Require(id, nameof(id));

    public static string Reinstatement(string id) => "reinstatement-" + KeyPart.Require(id, nameof(id));

    /// <summary>The newest entry sorts first.</summary>
    public static string Entry(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{EntryPrefix}{long.MaxValue - sequence:D19}");

    /// <summary>A cursor is the sequence of the last entry shown.</summary>
    public static string Cursor(long sequence) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)));

    public static long FromCursor(string? cursor)
    {
        if (cursor is null)
        {
            return long.MaxValue;
        }

        var text = Base64Url.IsValid(cursor) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) : "";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            ? sequence
            : throw new FormatException("Not a ledger cursor.");
    }
}

/// <summary>The account row: money and usage as JSON, beside profile properties it never touches unasked.</summary>
internal static class AccountRow
{
    /// <summary>Below the 32,768 of a table property.</summary>
    public const int MostJsonChars = 30_000;

    private const string Credits = "Credits";
    private const string Usage = "Usage";
    private const string Change = "Change";

    public static LedgerAccount Read(TableEntity row)
    {
        var profile = row.Where(property => !IsOwn(property.Key) && property.Value is not null);
        return new()
        {
            Id = new(row.PartitionKey),
            Credits = JsonSerializer.Deserialize(row.GetString(Credits), CreditsJson.Default.CreditAccount)!,
            Usage = JsonSerializer.Deserialize(row.GetString(Usage), CreditsJson.Default.UsageState)!,
            Profile = profile.ToDictionary(
                property => property.Key,
                property => property.Value,
                StringComparer.Ordinal
            ),
            ETag = row.ETag,
            Change = row.GetString(Change),
        };
    }

    /// <summary>Inserts an account that has no ETag yet; else merges, so that other properties stay.</summary>
    /// <returns>The account as it will be, but for its ETag, and the action that makes it so.</returns>
    public static (LedgerAccount After, TableTransactionAction Action) Write<T>(
        LedgerAccount before,
        LedgerChange<T> change,
        string token
    )
    {
        var row = new TableEntity(before.Id.Value, LedgerKeys.Account) { [Change] = token };
        var after = before with { Change = token, Usage = change.Usage ?? before.Usage };
        var isNew = before.ETag == default;
        if (isNew || change.Credits is not null)
        {
            (after, row[Credits]) = Fit(after with { Credits = change.Credits?.State ?? before.Credits });
        }

        if (isNew || !ReferenceEquals(after.Usage, before.Usage))
        {
            row[Usage] = Guarded(JsonSerializer.Serialize(after.Usage, CreditsJson.Default.UsageState));
        }

        if (change.Profile is not null)
        {
            foreach (var (name, value) in change.Profile)
            {
                row[Free(name)] = value;
            }

            var profile = before.Profile.Where(property => !change.Profile.ContainsKey(property.Key));
            after = after with { Profile = profile.Concat(change.Profile).ToDictionary(StringComparer.Ordinal) };
        }

        return isNew
            ? (after, new(TableTransactionActionType.Add, row))
            : (after, new(TableTransactionActionType.UpdateMerge, row, before.ETag));
    }

    /// <summary>Halves the lots until their JSON fits; merging lots changes no amount.</summary>
    private static (LedgerAccount, string) Fit(LedgerAccount account)
    {
        var most = CreditLotRules.MostLots;
        while (true)
        {
            var json = JsonSerializer.Serialize(account.Credits, CreditsJson.Default.CreditAccount);
            if (json.Length <= MostJsonChars || most == 1)
            {
                return (account, Guarded(json));
            }

            most /= 2;
            account = account with { Credits = CreditLotRules.Merge(account.Credits, most) };
        }
    }

    private static string Guarded(string json) =>
        json.Length <= MostJsonChars ? json : throw new TableLimitException("30,000 characters of account state");

    private static bool IsOwn(string name) => name is Credits or Usage or Change || TableGuards.IsSystemName(name);

    private static string Free(string name) =>
        IsOwn(name)
            ? throw new ArgumentException("The ledger keeps this property name for itself.", nameof(name))
            : name;
}

internal static class EntryRow
{
    public static TableTransactionAction Add(AccountId accountId, LedgerEntry entry)
    {
        var row = new TableEntity(accountId.Value, LedgerKeys.Entry(entry.Sequence))
        {
            ["Sequence"] = entry.Sequence,
            ["Type"] = entry.Type.ToString().ToLowerInvariant(),
            ["Amount"] = entry.Amount,
            ["BalanceBefore"] = entry.BalanceBefore.Value,
            ["BalanceAfter"] = entry.BalanceAfter.Value,
            ["Reference"] = entry.Reference,
            ["At"] = entry.At,
        };
        if (entry.LotId is not null)
        {
            row["LotId"] = entry.LotId;
        }

        return new(TableTransactionActionType.Add, row);
    }

    public static LedgerEntry Read(TableEntity row) =>
        new()
        {
            Sequence = row.GetInt64("Sequence")!.Value,
            Type = Enum.Parse<LedgerEntryType>(row.GetString("Type"), ignoreCase: true),
            Amount = row.GetInt64("Amount")!.Value,
            BalanceBefore = new(row.GetInt64("BalanceBefore")!.Value),
            BalanceAfter = new(row.GetInt64("BalanceAfter")!.Value),
            Reference = row.GetString("Reference"),
            LotId = row.GetString("LotId"),
            At = row.GetDateTimeOffset("At")!.Value,
        };
}
