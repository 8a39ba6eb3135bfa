using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Erasure;

/// <summary>
/// The steps of an erasure. Each first makes sure that the account it is meant for still exists and is closing, because a repetition that
/// runs late must not touch the next account of the same id.
/// </summary>
internal sealed class ErasureActivities(
    AccountLedger ledger,
    ErasedAccounts erased,
    AccountPictures pictures,
    IEnumerable<IErasureStep> steps
)
{
    /// <summary>Pages of up to 99 rows that one activity deletes, which takes far less time than an activity may take.</summary>
    private const int PagesARound = 50;

    [Function(nameof(CloseAccount))]
    public Task CloseAccount([ActivityTrigger] ErasureStart start, CancellationToken cancellationToken) =>
        ledger.CloseAsync(new AccountId(start.AccountId), start.OpenedAt, cancellationToken);

    [Function(nameof(EndWork))]
    public async Task<ErasureProgress> EndWork(
        [ActivityTrigger] ErasureStart start,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var done = true;
        if (await FindAsync(start, cancellationToken) is { } account)
        {
            foreach (var step in steps)
            {
                done &= await step.EndAsync(account.Id, client, cancellationToken);
            }
        }

        return new ErasureProgress { Done = done };
    }

    [Function(nameof(DeletePictures))]
    public async Task DeletePictures([ActivityTrigger] ErasureStart start, CancellationToken cancellationToken)
    {
        if (await FindAsync(start, cancellationToken) is { } account)
        {
            await pictures.DeleteAllAsync(account.Id, cancellationToken);
        }
    }

    [Function(nameof(RememberErasure))]
    public async Task RememberErasure([ActivityTrigger] ErasureStart start, CancellationToken cancellationToken)
    {
        if (await FindAsync(start, cancellationToken) is { } account)
        {
            await erased.RememberAsync(account, cancellationToken);
        }
    }

    [Function(nameof(DeleteRows))]
    public async Task<ErasureProgress> DeleteRows(
        [ActivityTrigger] ErasureStart start,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Done = await ledger.DeleteRowsAsync(
                new AccountId(start.AccountId),
                start.OpenedAt,
                PagesARound,
                cancellationToken
            ),
        };

    private Task<LedgerAccount?> FindAsync(ErasureStart start, CancellationToken cancellationToken) =>
        ledger.FindClosingAsync(new AccountId(start.AccountId), start.OpenedAt, cancellationToken);
}
