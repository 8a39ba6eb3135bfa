using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Opaque id of an account, and the partition key of everything held about it.</summary>
[JsonConverter(typeof(AccountIdJson))]
public readonly record struct AccountId(string Value) : IStoredAsColumn<AccountId>
{
    public string Value { get; } = KeyPart.Require(Value, nameof(Value));

    public object ToColumn() => Value;

    public static AccountId FromColumn(object column) => new((string)column);

    public override string ToString() => Value;
}

/// <summary>Ids that become part of a table key: 1 to 100 of A–Z a–z 0–9 . _ : -</summary>
public static class KeyPart
{
    public const int MaxLength = 100;

    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    /// <exception cref="ArgumentException">The value cannot be part of a key; the message does not repeat it.</exception>
    public static string Require(string? value, string name) =>
        IsValid(value) ? value! : throw new ArgumentException("Not a valid id for a table key.", name);
}

internal sealed class AccountIdJson : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        KeyPart.IsValid(reader.GetString()) ? new(reader.GetString()!) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
