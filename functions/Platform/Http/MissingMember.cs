using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiPromptGen.Platform.Http;

/// <summary>Finds what is missing in a body. The parser tells only which object is not whole.</summary>
internal static class MissingMember
{
    /// <param name="body">JSON that the parser has refused for its shape, not for its syntax.</param>
    /// <param name="path">Of the object that is not whole, as the parser tells it.</param>
    /// <returns>The path of the first member that this object must have and has not; null when the mistake is another one.</returns>
    public static string? Find(JsonElement body, Type type, string? path) =>
        Missing(body, type, "$") is { } missing && path is not null && missing.LastIndexOf('.') == path.Length
            ? missing
            : null;

    private static string? Missing(JsonElement element, Type type, string path)
    {
        var info = AppJson.Options.GetTypeInfo(type);
        return (info.Kind, element.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => info
                .Properties.Select(property => MissingIn(element, property, $"{path}.{property.Name}"))
                .FirstOrDefault(missing => missing is not null),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => element
                .EnumerateArray()
                .Select((item, at) => Missing(item, info.ElementType!, $"{path}[{at}]"))
                .FirstOrDefault(missing => missing is not null),
            _ => null,
        };
    }

    private static string? MissingIn(JsonElement element, JsonPropertyInfo property, string path) =>
        element.TryGetProperty(property.Name, out var value) ? Missing(value, property.PropertyType, path)
        : property.IsRequired ? path
        : null;
}
