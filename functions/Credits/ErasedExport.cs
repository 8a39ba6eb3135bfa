using System.Runtime.CompilerServices;

namespace AiPromptGen.Credits;

/// <summary>What is remembered of the accounts that the person erased before.</summary>
internal sealed class ErasedExport(ErasedAccounts erased) : IExportSection
{
    public string Name => "remembered";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var memory = await erased.RecallAsync(accountId, cancellationToken);
        if (memory == ErasedMemory.Nothing)
        {
            yield break;
        }

        yield return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["rowKey"] = "erased",
            ["erasedAt"] = memory.ErasedAt,
            ["hadSignUpCredits"] = memory.HadSignUp,
            ["freeMonth"] = memory.FreeMonth,
            ["owed"] = memory.Owed.Value,
        };
    }
}
