namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Of several calls that were to make one answer: how it ends when they did not all come.</summary>
internal static class ProviderEnds
{
    /// <summary>The end that forbids most speaks for all.</summary>
    /// <param name="ends">At least one.</param>
    /// <param name="isHeard">Another call of the same answer was heard.</param>
    public static ProviderAnswer Of(IReadOnlyCollection<ProviderAnswer> ends, bool isHeard = false)
    {
        var end = ends.MinBy(Rank)!;
        return end is not ProviderAnswer.Transient transient
            ? end
            : transient with
            {
                RetryAfter = ends.OfType<ProviderAnswer.Transient>().Max(one => one.RetryAfter),
                Unsent = !isHeard && ends.All(one => one.Unsent),
            };
    }

    private static int Rank(ProviderAnswer end) =>
        end switch
        {
            ProviderAnswer.Refused => 0,
            ProviderAnswer.Invalid => 1,
            ProviderAnswer.Unknown => 2,
            ProviderAnswer.NotThisRequest { Paid: true } or ProviderAnswer.Misconfigured { Paid: true } => 3,
            ProviderAnswer.NotThisRequest => 4,
            ProviderAnswer.Transient => 6,
            _ => 5,
        };
}
