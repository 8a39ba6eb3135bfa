using System.Globalization;

namespace AiPromptGen.Billing;

/// <summary>An amount in the currency's smallest unit, as PayPal counts them: no fractions for HUF, JPY and TWD.</summary>
/// <param name="Minor">Never negative.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
internal readonly record struct Money(long Minor, [property: StoredBeside] string Currency)
{
    // https://developer.paypal.com/api/rest/reference/currency-codes/
    private static readonly string[] Whole = ["HUF", "JPY", "TWD"];
    private const long Max = 100_000_000;

    private int Decimals => Whole.Contains(Currency, StringComparer.Ordinal) ? 0 : 2;

    /// <summary>"9.99"; what PayPal is sent and people are shown.</summary>
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
