using System.Globalization;

namespace AiPromptGen.Audit;

/// <summary>
/// The keyed hashes of accounts. Which secret counts follows from the time of the request alone, so a row that is written again
/// has the same key, and a rotation rewrites nothing.
/// </summary>
internal sealed class AuditKeys
{
    private sealed record Key(string Id, KeyedHashes Hashes, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>128 bits: no two accounts share a key.</summary>
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
                        // Whatever is older than the first one is the first one's too.
                        i == 0
                            ? DateTimeOffset.MinValue
                            : s.From!.Value,
                        i + 1 < secrets.Count ? secrets[i + 1].From!.Value : DateTimeOffset.MaxValue
                    )
            ),
        ];
    }

    public AccountKey KeyOf(AccountId account, DateTimeOffset at) => KeyOf(account, _keys.Last(k => k.From <= at));

    /// <summary>Every key that the account's rows of this window may have.</summary>
    /// <param name="until">Exclusive.</param>
    public IReadOnlyList<AccountKey> KeyOf(AccountId account, DateTimeOffset from, DateTimeOffset until) =>
        [.. _keys.Where(k => k.From < until && from < k.Until).Select(k => KeyOf(account, k))];

    /// <summary>
    /// What stands for a request in its row: a keyed hash of its own id, so that a row leads to no generation, grant or refund
    /// of an account for whoever has not the secret.
    /// </summary>
    /// <param name="at">The minute of the request, which the row tells anyway: names of a partition are in its order.</param>
    /// <param name="id">Of the generation or of what else was asked for.</param>
    public string NameOf(string id, DateTimeOffset at)
    {
        var minute = at.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture);
        return $"{minute}-{_keys.Last(k => k.From <= at).Hashes.Hash("audit-request", id)[..KeyDigits]}";
    }

    /// <summary>A keyed hash that can only be compared: who asked for something, in a row that somebody else may read.</summary>
    public string SealOf(string text, DateTimeOffset at) =>
        _keys.Last(k => k.From <= at).Hashes.Hash("audit-seal", text)[..KeyDigits];

    private static AccountKey KeyOf(AccountId account, Key key)
    {
        var hash = key.Hashes.Hash("audit-account", account.Value)[..KeyDigits];
        return new AccountKey($"{key.Id}.{hash}");
    }
}
