using Microsoft.DurableTask.Client;

namespace AiPromptGen.Platform;

/// <summary>
/// What a slice has outside the account's rows and pictures, and has to end for an erasure: open work, subscriptions, histories.
/// </summary>
public interface IErasureStep
{
    /// <summary>
    /// Ends the slice's work for an account that is closing and takes nothing new; the account's rows still exist. It may be called again
    /// at any time, also after it has answered true.
    /// </summary>
    /// <returns>False while something has still to end by itself; then it is called again soon, until the answer is true.</returns>
    Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken);
}
