using System.Globalization;
using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Everything the simulated PayPal knows, and its clock. Used under one lock.</summary>
/// <param name="emit">Takes each event as it happens.</param>
internal sealed class Book(Uri address, TimeProvider time, Action<JsonObject> emit)
{
    private readonly string prefix = Prefix(time.GetUtcNow());
    private int given;
    private TimeSpan ahead;

    public Dictionary<string, Order> Orders { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Payment> Payments { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Refund> Refunds { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Dispute> Disputes { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Plan> Plans { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, JsonObject> Products { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>How long a payment is missing in the list of its subscription. At PayPal it takes minutes; up to forty were observed.</summary>
    public TimeSpan ListDelay { get; set; }

    /// <summary>
    /// Whether the keys may read disputes: a feature of the app that has to be turned on
    /// (https://developer.paypal.com/docs/api/customer-disputes/v1/).
    /// </summary>
    public bool MayReadDisputes { get; set; } = true;

    /// <summary>The time of the book, which runs on from where it was moved to.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + ahead;

    public void MoveTo(DateTimeOffset moment) => ahead = moment - time.GetUtcNow();

    /// <summary>Makes an id. The same start time and order of calls give the same ids; another start time gives none of them again.</summary>
    /// <param name="length">The number of characters without the kind; at least 12.</param>
    public string NewId(string kind = "", int length = 17) =>
        kind + prefix + (++given).ToString(CultureInfo.InvariantCulture).PadLeft(length - prefix.Length, '0');

    public string Url(string path) => new Uri(address, path).AbsoluteUri;

    public JsonObject Link(string rel, string path, string method = "GET") =>
        new()
        {
            ["href"] = Url(path),
            ["rel"] = rel,
            ["method"] = method,
        };

    public void Emit(string type, string resourceType, JsonObject resource)
    {
        var id = NewId("WH-");
        emit(
            new()
            {
                ["id"] = id,
                ["event_version"] = "1.0",
                ["create_time"] = Stamp(Now),
                ["resource_type"] = resourceType,
                ["resource_version"] = resource.ContainsKey("state") ? "1.0" : "2.0",
                ["event_type"] = type,
                ["summary"] = $"Simulated: {type}.",
                ["resource"] = resource,
                ["links"] = new JsonArray(Link("self", $"/v1/notifications/webhooks-events/{id}")),
            }
        );
    }

    public static string Stamp(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Prefix(DateTimeOffset start)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var (text, rest) = ("", start.ToUnixTimeMilliseconds());
        for (; text.Length < 8; rest /= digits.Length)
        {
            text = digits[(int)(rest % digits.Length)] + text;
        }

        return text;
    }
}
