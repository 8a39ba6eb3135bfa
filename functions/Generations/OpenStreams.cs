using System.Runtime.InteropServices;

namespace AiPromptGen.Generations;

/// <summary>
/// Bounds the event streams that one account has open at this instance: each reads storage for minutes. Eight are more than the
/// six connections that a browser opens to one host.
/// </summary>
internal sealed class OpenStreams
{
    public const int MostOfOne = 8;

    private const int RetryAfterSeconds = 10;

    private readonly Dictionary<AccountId, int> open = [];
    private readonly Lock gate = new();

    /// <returns>What closes it again.</returns>
    /// <exception cref="ProblemException">429 <c>rate-limited</c>, when the account has as many.</exception>
    public IDisposable Open(AccountId account)
    {
        lock (gate)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(open, account, out _);
            if (held >= MostOfOne)
            {
                throw RequestWindows.TooMany(RetryAfterSeconds).ToException();
            }

            held++;
        }

        return new Place(this, account);
    }

    private void Close(AccountId account)
    {
        lock (gate)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(open, account, out _) == 0)
            {
                open.Remove(account);
            }
        }
    }

    private sealed class Place(OpenStreams streams, AccountId account) : IDisposable
    {
        public void Dispose() => streams.Close(account);
    }
}
