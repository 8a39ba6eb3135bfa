using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform;

/// <summary>Stands on the enum itself, so that HTTP, durable payloads and table rows write it alike.</summary>
internal sealed class KebabCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
