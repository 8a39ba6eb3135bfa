using System.Globalization;

namespace AiPromptGen.Billing;

/// <summary>An amount of money that PayPal can take or pay.</summary>
/// <param name="Minor">
/// In the smallest unit that PayPal uses for the currency: hundredths, such as cents, and whole units of HUF, JPY and TWD. From 0
/// to <see cref="Max"/>.
/// </param>
/// <param name="Currency">The three upper-case letters of ISO 4217.</param>
internal readonly record struct Money(long Minor, [property: StoredBeside] string Currency)
{
    /// <summary>
    /// Currencies that PayPal takes without decimals, though ISO 4217 has two for HUF and TWD
    /// (https://developer.paypal.com/api/rest/reference/currency-codes/).
    /// </summary>
    private static readonly string[] Whole = ["HUF", "JPY", "TWD"];

    /// <summary>
    /// In the smallest unit: a million of a currency with decimals, far above any price here. Products of an amount and credits stay
    /// within 64 bits.
    /// </summary>
    private const long Max = 100_000_000;

    private int Decimals => Whole.Contains(Currency, StringComparer.Ordinal) ? 0 : 2;

    /// <summary>Such as "9.99", or "500" without decimals: what PayPal is sent and what people are shown.</summary>
    public string Value => (Minor / Scale(Decimals)).ToString($"F{Decimals}", CultureInfo.InvariantCulture);

    /// <returns>Null for anything that is not an amount of that currency: a sign, too many digits, words.</returns>
    public static Money? Parse(string? value, string? currency)
    {
        if (currency is not { Length: 3 } || !currency.All(char.IsAsciiLetterUpper))
        {
            return null;
        }

        var money = new Money(0, currency);
        return
            decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount * Scale(money.Decimals) is var minor
            && minor == Math.Truncate(minor)
            && minor <= Max
            ? money with
            {
                Minor = (long)minor,
            }
            : null;
    }

    public override string ToString() => $"{Value} {Currency}";

    private static decimal Scale(int decimals) => decimals == 0 ? 1 : 100;
}
