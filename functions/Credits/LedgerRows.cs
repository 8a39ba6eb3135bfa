using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    /// <summary>The number in the key falls as the sequence grows, so that the newest entry sorts first.</summary>
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

/// <summary>
/// The account row: credits and usage as JSON in one column each, and the profile with a column for each of its properties.
/// </summary>
internal static class AccountRow
{
    /// <summary>The most characters of each JSON column, below the 32,768 that a table property can hold.</summary>
    public const int MaxJsonChars = 30_000;

    private const string Credits = "Credits";
    private const string Usage = "Usage";
    private const string Change = "Change";

    public static LedgerAccount Read(TableEntity row)
    {
        return new()
        {
            Id = new(row.PartitionKey),
            Credits = JsonSerializer.Deserialize(row.GetString(Credits), CreditsJson.Default.CreditAccount)!,
            Usage = JsonSerializer.Deserialize(row.GetString(Usage), CreditsJson.Default.UsageState)!,
            Profile = RowMap.ReadIfAny<AccountProfile>(row) ?? new(),
            ETag = row.ETag,
            Change = row.GetString(Change),
        };
    }

    /// <summary>
    /// Inserts an account that has no ETag yet; otherwise merges the columns that change into the row, so that all others stay.
    /// </summary>
    /// <returns>The account as it will be after the write, except for its ETag, and the action that writes it.</returns>
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
            after = after with { Profile = change.Profile(before.Profile) };
            foreach (var (name, value) in Changed(before.Profile, after.Profile))
            {
                row[name] = value;
            }
        }

        return isNew
            ? (after, new(TableTransactionActionType.Add, row))
            : (after, new(TableTransactionActionType.UpdateMerge, row, before.ETag));
    }

    /// <summary>Merges lots, to at most half as many each time, until their JSON fits. Merging changes no amount.</summary>
    private static (LedgerAccount, string) Fit(LedgerAccount account)
    {
        var most = CreditLotRules.MaxLots;
        while (true)
        {
            var json = JsonSerializer.Serialize(account.Credits, CreditsJson.Default.CreditAccount);
            if (json.Length <= MaxJsonChars || most == 1)
            {
                return (account, Guarded(json));
            }

            most /= 2;
            account = account with { Credits = CreditLotRules.Merge(account.Credits, most) };
        }
    }

    private static string Guarded(string json) =>
        json.Length <= MaxJsonChars ? json : throw new TableLimitException("30,000 characters of account state");

    private static IEnumerable<KeyValuePair<string, object>> Changed(AccountProfile before, AccountProfile after)
    {
        var known = RowMap.ToRow("", "", before);
        return RowMap
            .ToRow("", "", after)
            .Where(column =>
                !TableGuards.IsSystemName(column.Key)
                && !(known.TryGetValue(column.Key, out var old) && column.Value.Equals(old))
            );
    }
}

internal static class EntryRow
{
    public static TableTransactionAction Add(AccountId accountId, LedgerEntry entry) =>
        new(TableTransactionActionType.Add, RowMap.ToRow(accountId.Value, LedgerKeys.Entry(entry.Sequence), entry));

    public static LedgerEntry Read(TableEntity row) => RowMap.Read<LedgerEntry>(row);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreditAccount))]
[JsonSerializable(typeof(UsageState))]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class CreditsJson : JsonSerializerContext;

/// <summary>Writes times as UTC without trailing zeros of the fraction, because up to 200 lots share one table property.</summary>
internal sealed class UtcJson : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
