using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

/// <summary>
/// Stands on the enums themselves, so that every JSON context of the app writes them alike. It reads one word, in any case;
/// <see cref="JsonStringEnumConverter{T}"/> reads several with commas between them too, and makes a value of them that the enum does not
/// have.
/// </summary>
internal sealed class CamelCaseEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values = Enum.GetValues<T>()
        .ToFrozenDictionary(WordOf, StringComparer.OrdinalIgnoreCase);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ValueOf(ref reader) : throw new JsonException();

    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => ValueOf(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WordOf(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(WordOf(value));

    private static string WordOf(T value) =>
        Enum.IsDefined(value) ? JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) : throw new JsonException();

    private T ValueOf(ref Utf8JsonReader reader) =>
        _values.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();
}
