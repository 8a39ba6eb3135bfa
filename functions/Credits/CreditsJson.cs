using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreditAccount))]
[JsonSerializable(typeof(UsageState))]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class CreditsJson : JsonSerializerContext;

/// <summary>UTC, without trailing zeros: short, exact, readable.</summary>
internal sealed class UtcJson : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
