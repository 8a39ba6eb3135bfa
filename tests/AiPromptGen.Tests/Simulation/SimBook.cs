using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Billing;

namespace AiPromptGen.Tests.Simulation;

/// <summary>A payment and what it bought.</summary>
/// <param name="Own">Our id of the order or subscription.</param>
/// <param name="Minor">The amount paid, in hundredths of its currency.</param>
internal sealed record PaidFor(AccountId Account, string Own, string PaymentId, long Credits, long Minor)
{
    /// <summary>How much of it went back without our support, in hundredths of its currency.</summary>
    public long Gone { get; set; }

    public required DateTimeOffset BoughtAt { get; init; }

    /// <summary>When a payment that was pending at first was completed; null for any other.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

/// <summary>What people did, noted as they did it and not read from the program's rows, so that the two can be compared.</summary>
internal sealed class SimBook
{
    public List<string> Broken { get; } = [];

    /// <summary>What this run came to that few runs come to, as words of <see cref="SimReach"/>.</summary>
    public SortedSet<string> Reached { get; } = new(StringComparer.Ordinal);

    public List<PaidFor> Payments { get; } = [];

    /// <summary>The accounts whose erasure was confirmed, and when the last such request began.</summary>
    public Dictionary<AccountId, DateTimeOffset> Erased { get; } = [];

    /// <summary>What an account owed when its row was deleted, if that happened.</summary>
    public Dictionary<string, long> Owed { get; } = new(StringComparer.Ordinal);

    /// <summary>The accounts that erased persons opened anew.</summary>
    public HashSet<string> Returned { get; } = new(StringComparer.Ordinal);

    /// <summary>The accounts of erased persons that were opened anew although nobody asked for it.</summary>
    public HashSet<string> Unasked { get; } = new(StringComparer.Ordinal);

    /// <summary>Uploads of which it was never said whether they are kept. The sweep deletes what is left of them after a day.</summary>
    public HashSet<string> Uploading { get; } = new(StringComparer.Ordinal);

    /// <summary>The idempotency keys of all requests for a generation, with their accounts, accepted or not.</summary>
    public HashSet<(AccountId Account, string Key)> Wishes { get; } = [];

    /// <summary>The id of each generation that was accepted, by its idempotency key.</summary>
    public Dictionary<string, string> Generations { get; } = new(StringComparer.Ordinal);

    /// <summary>Each answer that a route composed: for which generation, and which route.</summary>
    public List<(string Generation, string Route)> Answers { get; } = [];

    /// <summary>When erasures of an account were done, as their orchestrations said so.</summary>
    public List<(AccountId Account, DateTimeOffset At)> Erasures { get; } = [];

    /// <summary>The subscriptions at PayPal, with the accounts that bought them, and when.</summary>
    public List<(AccountId Account, string Id, string Own, DateTimeOffset At)> Subscriptions { get; } = [];

    /// <summary>The refunds that support was told are made, as pairs of a payment and an id at PayPal.</summary>
    public List<(string PaymentId, string Id)> Refunded { get; } = [];

    /// <returns>When the account that a person had then was gone; null when it is not.</returns>
    public DateTimeOffset? ErasedAfter(AccountId account, DateTimeOffset then) =>
        Erasures.Where(e => e.Account == account && e.At > then).Min(e => (DateTimeOffset?)e.At);
}

internal static class SimPeople
{
    /// <summary>The id and the e-mail have marks that no other text contains, so wherever one is found, it comes from this account.</summary>
    public static Caller Of(int account) =>
        new(new AccountId($"zqperson{account}zq"), $"zqmail{account}zq@example.org", [])
        {
            SignedInAt = FakePayPal.Start,
        };
}

/// <summary>What runs must come to now and then, so that their checks mean something.</summary>
internal static class SimReach
{
    public const string Debt = "an account owes credits";
    public const string DebtPaid = "a debt is paid";
    public const string MonthEnded = "free credits of a month expire";
    public const string CaptureCompleted = "a pending payment is completed";
    public const string CaptureDenied = "a pending payment is denied";
    public const string Declined = "a capture is declined, and the next one is not";
    public const string Returned = "an erased person comes back";
    public const string Lost = "the engine loses an orchestration";

    public static IReadOnlyList<string> All { get; } =
    [Debt, DebtPaid, MonthEnded, CaptureCompleted, CaptureDenied, Declined, Returned, Lost];
}
