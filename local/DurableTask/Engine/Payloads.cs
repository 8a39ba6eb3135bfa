using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Local;

/// <summary>Values of the app as JSON, PascalCase written, any case read; null is no text at all, as official.</summary>
internal static class Payloads
{
    /// <summary>An entity holds 1 MiB, two bytes a character; the rest of the row needs some of it.</summary>
    public const int MaxCharacters = 900 * 1024 / 2;

    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="PayloadTooLargeException">It does not fit.</exception>
    public static string? Serialize(object? value, string what)
    {
        var text = value is null ? null : JsonSerializer.Serialize(value, value.GetType(), AnyCase);
        return text?.Length > MaxCharacters ? throw new PayloadTooLargeException(what, text.Length) : text;
    }

    public static T? Deserialize<T>(string? text) => (T?)Deserialize(text, typeof(T));

    public static object? Deserialize(string? text, Type type) =>
        text is not null ? JsonSerializer.Deserialize(text, type, AnyCase)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    /// <summary>Shortened where needed: a failure must always fit.</summary>
    public static string Failure(TaskFailureDetails details) => JsonSerializer.Serialize(Shorten(details, depth: 0));

    private static TaskFailureDetails Shorten(TaskFailureDetails details, int depth) =>
        details with
        {
            ErrorMessage = Cut(details.ErrorMessage)!,
            StackTrace = Cut(details.StackTrace),
            InnerFailure = details.InnerFailure is { } inner && depth < 8 ? Shorten(inner, depth + 1) : null,
        };

    private static string? Cut(string? text) => text?.Length > 8000 ? text[..8000] : text;
}

/// <summary>A payload within a history row: JSON in JSON, not JSON in a string, so that it grows by nothing.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value);
}

/// <summary>A value does not fit into a table row.</summary>
internal sealed class PayloadTooLargeException(string what, int characters)
    : ArgumentException($"The {what} has {characters} characters; at most {Payloads.MaxCharacters} fit.");
