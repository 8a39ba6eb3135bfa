namespace AiPromptGen.Billing;

/// <summary>How often what we hold of an order or a subscription is compared with PayPal's, events or none.</summary>
internal static class ReconciliationRules
{
    /// <summary>A buyer may dispute for 180 days; then a dispute takes its time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(270);

    private static readonly (TimeSpan Age, TimeSpan Every)[] Intervals =
    [
        (TimeSpan.FromHours(2), TimeSpan.FromMinutes(15)),
        (TimeSpan.FromDays(3), TimeSpan.FromHours(6)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
    ];

    private static readonly TimeSpan Seldom = TimeSpan.FromDays(7);

    /// <param name="isOpen">It may still bring money: looked at daily, however old.</param>
    /// <param name="since">When it was made, or last changed.</param>
    /// <returns>Null: never again.</returns>
    public static DateTimeOffset? NextCheck(bool isOpen, DateTimeOffset since, DateTimeOffset now)
    {
        var age = now - since;
        var every = Intervals.Where(i => age < i.Age).Select(i => (TimeSpan?)i.Every).FirstOrDefault();
        return every is { } often ? now + often
            : isOpen ? now + TimeSpan.FromDays(1)
            : age < Window ? now + Seldom
            : null;
    }
}
