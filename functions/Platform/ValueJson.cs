using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

internal sealed class AccountIdJson : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        KeyPart.IsValid(reader.GetString()) ? new(reader.GetString()!) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class CreditAmountJson : JsonConverter<CreditAmount>
{
    public override CreditAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is >= 0 and var value ? new(value) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, CreditAmount value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
