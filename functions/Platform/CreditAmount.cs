using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Whole credits, never negative; arithmetic that would leave that range throws.</summary>
[JsonConverter(typeof(CreditAmountJson))]
public readonly record struct CreditAmount(long Value) : IComparable<CreditAmount>, IStoredAsColumn<CreditAmount>
{
    public static CreditAmount Zero => default;

    public long Value { get; } =
        Value >= 0 ? Value : throw new ArgumentOutOfRangeException(nameof(Value), "Credits are never negative.");

    public int CompareTo(CreditAmount other) => Value.CompareTo(other.Value);

    public object ToColumn() => Value;

    public static CreditAmount FromColumn(object column) => new((long)column);

    public static CreditAmount Min(CreditAmount left, CreditAmount right) => left < right ? left : right;

    public static CreditAmount operator +(CreditAmount left, CreditAmount right) =>
        new(checked(left.Value + right.Value));

    public static CreditAmount operator -(CreditAmount left, CreditAmount right) =>
        new(checked(left.Value - right.Value));

    public static bool operator <(CreditAmount left, CreditAmount right) => left.Value < right.Value;

    public static bool operator >(CreditAmount left, CreditAmount right) => left.Value > right.Value;

    public static bool operator <=(CreditAmount left, CreditAmount right) => left.Value <= right.Value;

    public static bool operator >=(CreditAmount left, CreditAmount right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class CreditAmountJson : JsonConverter<CreditAmount>
{
    public override CreditAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is >= 0 and var value ? new(value) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, CreditAmount value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
