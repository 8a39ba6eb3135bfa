using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiPromptGen.Simulators.PayPal;

internal readonly partial record struct Amount(decimal Value, string Currency)
{
    private static readonly string[] WithoutCents = ["HUF", "JPY", "TWD"];

    public string Text =>
        Value.ToString(
            WithoutCents.Contains(Currency, StringComparer.Ordinal) ? "F0" : "F2",
            CultureInfo.InvariantCulture
        );

    public JsonObject Json => new() { ["currency_code"] = Currency, ["value"] = Text };

    public static Amount operator +(Amount left, Amount right) => left with { Value = left.Value + right.Value };

    public static Amount operator -(Amount left, Amount right) => left with { Value = left.Value - right.Value };

    /// <param name="money">{ currency_code, value } with the value as text.</param>
    public static Amount? Parse(JsonNode? money) => Parse((string?)money?["value"], (string?)money?["currency_code"]);

    public static Amount? Parse(string? value, string? currency) =>
        value is not null && currency is not null && Number().IsMatch(value) && Code().IsMatch(currency)
            ? new(decimal.Parse(value, CultureInfo.InvariantCulture), currency)
            : null;

    [GeneratedRegex(@"^\d{1,9}(\.\d{2})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
