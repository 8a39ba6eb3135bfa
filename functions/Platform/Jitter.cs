namespace AiPromptGen.Platform;

/// <summary>The one source of chance for back-off and attempt tokens; seeded in tests, safe from any thread.</summary>
public sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>In [0, 1).</summary>
    public double Next()
    {
        lock (_gate)
        {
            return random.NextDouble();
        }
    }

    public string Token()
    {
        lock (_gate)
        {
            return random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
