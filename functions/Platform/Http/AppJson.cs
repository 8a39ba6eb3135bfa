using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// JSON of the HTTP contract: camelCase; unknown or repeated members are refused. Enums carry their own converters, so that
/// rows, payloads and answers use the same words.
/// </summary>
internal static class AppJson
{
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 16,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
