using Microsoft.DurableTask.Client;

namespace AiPromptGen.Uploads;

/// <summary>What the index knows of an account that is being erased; the pictures and their rows go with the account's others.</summary>
internal sealed class UploadErasure(UploadIndex index) : IErasureStep
{
    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await index.RemoveAllAsync(accountId, cancellationToken);
        return true;
    }
}
