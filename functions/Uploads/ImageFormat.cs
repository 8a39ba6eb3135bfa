using System.Text.Json.Serialization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Uploads;

[JsonConverter(typeof(CamelCaseEnumConverter<ImageFormat>))]
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
}
