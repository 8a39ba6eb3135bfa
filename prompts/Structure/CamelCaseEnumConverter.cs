using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

/// <summary>Stands on the enums themselves, so that every JSON context of the app writes them alike.</summary>
internal sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
