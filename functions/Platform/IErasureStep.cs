using Microsoft.DurableTask.Client;

namespace AiPromptGen.Platform;

/// <summary>What a slice has outside the account's rows and pictures: work on the way, subscriptions, history.</summary>
public interface IErasureStep
{
    /// <summary>
    /// Ends it, for an account that takes nothing new; its rows are still there. May be called again at any time, also after
    /// it has answered true.
    /// </summary>
    /// <returns>False while something has still to end by itself: called again soon, until it is true.</returns>
    Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken);
}
