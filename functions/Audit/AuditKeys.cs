using System.Globalization;

namespace AiPromptGen.Audit;

/// <summary>
/// The keyed hashes that stand for accounts and requests in audit rows. The time of the request alone decides which secret is used, so a
/// row that is written again has the same key, and a new secret changes no row.
/// </summary>
internal sealed class AuditKeys
{
    private sealed record Key(string Id, KeyedHashes Hashes, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>Hex digits of a hash: 128 bits, so that no two accounts share a key.</summary>
    private const int KeyDigits = 32;
    private const string MinuteFormat = "HHmm";

    private readonly IReadOnlyList<Key> _keys;

    public AuditKeys(IOptions<AuditOptions> options)
    {
        IList<AuditSecret> secrets = options.Value.AccountKeys is { Count: > 0 } set
            ? set
            : [new AuditSecret { Id = "dev", Secret = "development only: accounts in audit rows" }];
        _keys =
        [
            .. secrets.Select(
                (s, i) =>
                    new Key(
                        s.Id!,
                        new KeyedHashes(s.Secret!),
                        // The first secret is also used for requests before its own time.
                        i == 0
                            ? DateTimeOffset.MinValue
                            : s.From!.Value,
                        i + 1 < secrets.Count ? secrets[i + 1].From!.Value : DateTimeOffset.MaxValue
                    )
            ),
        ];
    }

    public AccountKey KeyOf(AccountId account, DateTimeOffset at) => KeyOf(account, _keys.Last(k => k.From <= at));

    /// <summary>Every key that the account's rows may have between the two times: one for each secret that was in use.</summary>
    /// <param name="until">Exclusive.</param>
    public IReadOnlyList<AccountKey> KeyOf(AccountId account, DateTimeOffset from, DateTimeOffset until) =>
        [.. _keys.Where(k => k.From < until && from < k.Until).Select(k => KeyOf(account, k))];

    /// <summary>
    /// The name of a request in its audit row: a keyed hash of the request's id, so that nobody without the secret can find the generation,
    /// grant or refund that a row is about.
    /// </summary>
    /// <param name="at">
    /// The minute of the request. The name begins with it, so that the rows of a partition are in the order of time; the row shows it
    /// anyway.
    /// </param>
    /// <param name="id">The id of the generation, or of whatever else was requested.</param>
    public string NameOf(string id, DateTimeOffset at)
    {
        var minute = at.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
        return $"{minute}-{_keys.Last(k => k.From <= at).Hashes.Hash("audit-request", id)[..KeyDigits]}";
    }

    /// <summary>
    /// A keyed hash for a row that another person may read, such as one about who asked for something. It can be compared and says nothing
    /// else.
    /// </summary>
    public string SealOf(string text, DateTimeOffset at) =>
        _keys.Last(k => k.From <= at).Hashes.Hash("audit-seal", text)[..KeyDigits];

    private static AccountKey KeyOf(AccountId account, Key key)
    {
        var hash = key.Hashes.Hash("audit-account", account.Value)[..KeyDigits];
        return new AccountKey($"{key.Id}.{hash}");
    }
}
