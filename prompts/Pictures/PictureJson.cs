using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// JSON of a picture's metadata, which is stored on the row of an upload until its generation has ended, and of a picture's measured
/// facts.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PictureMetadata))]
[JsonSerializable(typeof(PictureFacts))]
internal sealed partial class PictureJson : JsonSerializerContext;
