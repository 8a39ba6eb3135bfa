using System.Text.Json;
using System.Text.Json.Serialization;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Http;

internal static class Wire
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new WordConverterFactory() },
    };

    public static string Write(object body) => JsonSerializer.Serialize(body, Options);

    /// <returns>Null for an empty body, as the official client has it.</returns>
    public static T? Read<T>(string body) =>
        string.IsNullOrWhiteSpace(body) ? default : JsonSerializer.Deserialize<T>(body, Options);
}

internal sealed record ErrorBody(string? Name, string? Message, string? DebugId, List<ErrorDetails>? Details)
{
    public static ErrorBody Read(string body)
    {
        try
        {
            return Wire.Read<ErrorBody>(body) ?? new(null, null, null, null);
        }
        catch (JsonException)
        {
            // The body is no JSON, such as a gateway's page, so only the status is known.
            return new(null, null, null, null);
        }
    }
}

/// <summary>Reads PAY_NOW as PayNow, and a word that this version does not know as _Unknown.</summary>
internal sealed class WordConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class WordConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Known = Enum.GetValues<T>()
            .ToDictionary(Word, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Known.TryGetValue(reader.GetString() ?? "", out var value) ? value : Enum.Parse<T>("_Unknown");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Word(value));

        private static string Word(T value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
    }
}
