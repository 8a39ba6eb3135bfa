using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// JSON of the HTTP contract: camelCase; unknown or repeated members are refused. Enums carry their own converters, so that
/// rows, payloads and answers use the same words.
/// </summary>
internal static class AppJson
{
    public static readonly JsonSerializerOptions Options = Make(JavaScriptEncoder.Default);

    /// <summary>
    /// For answers: an apostrophe is written without an escape. That is safe, because no page is made of answers and browsers are told not
    /// to guess content types. What is stored, hashed or counted is written with the stricter escapes, as it always was.
    /// </summary>
    public static readonly JsonSerializerOptions Sent = Make(JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    private static JsonSerializerOptions Make(JavaScriptEncoder encoder)
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 16,
            Encoder = encoder,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
