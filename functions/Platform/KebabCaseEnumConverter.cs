using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Put on the enum itself, so that HTTP, durable payloads and table rows write its values alike.</summary>
internal sealed class KebabCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
