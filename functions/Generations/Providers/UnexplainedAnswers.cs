namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Distinguishes a route that is closed to everybody from a single person whose requests are turned away without a reason. The latter must
/// not close the route to everybody else.
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
                // The route serves somebody, so it is not closed to everybody.
                (_first, _areOthers) = (null, false);
            }

            return false;
        }
    }
}
