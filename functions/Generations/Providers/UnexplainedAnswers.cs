namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Tells a route that is closed to everybody from one person whose wishes are turned away without a reason: the latter must not
/// close it to all others.
/// </summary>
internal sealed class UnexplainedAnswers
{
    private readonly Lock _gate = new();
    private AccountId? _first;
    private bool _areOthers;

    /// <returns>Whether the answer may be about the person alone.</returns>
    public bool IsOnePersons(ProviderResult answer, AccountId? account)
    {
        lock (_gate)
        {
            if (answer is ProviderResult.Misconfigured { Unexplained: true })
            {
                _areOthers |= account is null || (_first is not null && _first != account);
                _first ??= account;
                return !_areOthers;
            }

            if (answer is ProviderResult.Composed or ProviderResult.Painted or ProviderResult.Refused)
            {
                // It serves somebody.
                (_first, _areOthers) = (null, false);
            }

            return false;
        }
    }
}
