namespace AiPromptGen.Prompts.Templates;

/// <summary>Arithmetic that stops at a cap: a template bomb is told by its size without ever being that large.</summary>
internal static class TemplateCount
{
    public const long Cap = 1_000_000_000_000;

    public static long Plus(long one, long other) => Math.Min(Cap, one + other);

    public static long Times(long one, long other) => (long)Int128.Min(Cap, (Int128)one * other);

    /// <summary>In how many ways <paramref name="least"/> to <paramref name="most"/> of these can be taken, in their order.</summary>
    public static long Chosen(IEnumerable<long> counts, int least, int most)
    {
        // Elementary symmetric polynomials: ways[k] is the sum over all sets of k of the product of their counts.
        var ways = new long[most + 1];
        ways[0] = 1;
        foreach (var count in counts)
        {
            for (var k = most; k > 0; k--)
            {
                ways[k] = Plus(ways[k], Times(ways[k - 1], count));
            }
        }

        return ways.Skip(least).Aggregate(0L, Plus);
    }
}
