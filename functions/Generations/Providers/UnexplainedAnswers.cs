namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Tells a route that is closed to everybody from one person whose wishes are turned away without a reason: the latter must not
/// close it to all others.
/// </summary>
internal sealed class UnexplainedAnswers
{
    private readonly Lock gate = new();
    private AccountId? first;
    private bool areOthers;

    /// <returns>Whether the answer may be about the person alone.</returns>
    public bool IsOnePersons(ProviderAnswer answer, AccountId? account)
    {
        lock (gate)
        {
            if (answer is ProviderAnswer.Misconfigured { Unexplained: true })
            {
                areOthers |= account is null || (first is not null && first != account);
                first ??= account;
                return !areOthers;
            }

            if (answer is ProviderAnswer.Composed or ProviderAnswer.Painted or ProviderAnswer.Refused)
            {
                // It serves somebody.
                (first, areOthers) = (null, false);
            }

            return false;
        }
    }
}
