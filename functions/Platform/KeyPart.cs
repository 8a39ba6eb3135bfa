namespace AiPromptGen.Platform;

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
