using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Opaque id of an account, and the partition key of everything held about it.</summary>
[JsonConverter(typeof(AccountIdJson))]
public readonly record struct AccountId(string Value) : IStoredAsText<AccountId>
{
    public string Value { get; } = KeyPart.Require(Value, nameof(Value));

    public string ToColumn() => Value;

    public static AccountId FromColumn(string text) => new(text);

    public override string ToString() => Value;
}
