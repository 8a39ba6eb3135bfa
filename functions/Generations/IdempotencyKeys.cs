using System.Security.Cryptography;
using System.Text;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Generations;

/// <param name="Key">As the client sent it.</param>
/// <param name="BodyHash">Of the parsed body, so that white space does not make another request.</param>
internal sealed record IdempotencyKey(string Key, string BodyHash);

/// <summary>
/// The caller's key for one request (draft-ietf-httpapi-idempotency-key-header): a row in the account's partition, added in the
/// same transaction as what it made. Instance ids would not do: a finished one can be started again, a purged one is free.
/// </summary>
internal sealed class IdempotencyKeys(StorageClients storage, GenerationStore generations)
{
    public static TableEntity Row(AccountId account, IdempotencyKey key, string generationId) =>
        new(account.Value, RowKey(key.Key)) { ["BodyHash"] = key.BodyHash, ["GenerationId"] = generationId };

    /// <returns>The generation the key made, or null when the key is new.</returns>
    /// <exception cref="ProblemException">The key made another body's generation, or one deleted since.</exception>
    public async Task<Generation?> FindAsync(
        AccountId account,
        string key,
        string bodyHash,
        CancellationToken cancellationToken
    )
    {
        var found = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Value,
            RowKey(key),
            cancellationToken: cancellationToken
        );
        if (found is not { HasValue: true, Value: { } row })
        {
            return null;
        }

        if (!string.Equals(row.GetString("BodyHash"), bodyHash, StringComparison.Ordinal))
        {
            throw IdempotencyHeader.Reused.ToException();
        }

        return await generations.FindAsync(account, row.GetString("GenerationId"), cancellationToken)
            ?? throw GenerationProblems.Deleted.ToException();
    }

    /// <summary>Hashed: a key may hold characters that a row key may not.</summary>
    private static string RowKey(string key) =>
        "key-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
