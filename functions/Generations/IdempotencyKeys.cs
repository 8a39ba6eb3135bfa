using System.Text.Json;

namespace AiPromptGen.Generations;

/// <param name="RowKey">The row key of the row that the key has, or will have.</param>
/// <param name="BodyHash">A keyed hash of the parsed body. White space does not change it.</param>
internal sealed record IdempotencyKey(string RowKey, string BodyHash);

/// <summary>
/// The caller's key for one request (draft-ietf-httpapi-idempotency-key-header): a row in the account's partition, added in the same
/// transaction as the generation that it made, and deleted with it. The instance id of an orchestration could not serve as the key, because
/// a finished instance can be started again and the id of a purged one is free again. The row holds keyed hashes of the key and of the
/// body. A key may contain characters that a row key may not. And with a plain hash of the body, a reader of the row could check a guess at
/// what the person wished for.
/// </summary>
internal sealed class IdempotencyKeys(StorageClients storage, GenerationStore generations, KeyedHashes hashes)
{
    public const string RowPrefix = "key-";

    public static TableEntity Row(AccountId account, IdempotencyKey key, string generationId) =>
        new(account.Value, key.RowKey) { ["BodyHash"] = key.BodyHash, ["GenerationId"] = generationId };

    /// <param name="key">As the client sent it.</param>
    public IdempotencyKey Of(string key, GenerationRequest request) =>
        new(
            RowPrefix + hashes.Hash("idempotency-key", key),
            hashes.Hash("idempotency-body", JsonSerializer.SerializeToUtf8Bytes(request, AppJson.Options))
        );

    /// <returns>The generation the key made, or null when the key is new.</returns>
    /// <exception cref="ProblemException">The key made a generation from another body, or one that is being deleted right now.</exception>
    public async Task<Generation?> FindAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var found = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Value,
            key.RowKey,
            cancellationToken: cancellationToken
        );
        if (found is not { HasValue: true, Value: { } row })
        {
            return null;
        }

        if (!string.Equals(row.GetString("BodyHash"), key.BodyHash, StringComparison.Ordinal))
        {
            throw IdempotencyHeader.Reused.ToException();
        }

        return await generations.FindAsync(account, row.GetString("GenerationId"), cancellationToken)
            ?? throw GenerationProblems.Deleted.ToException();
    }
}
