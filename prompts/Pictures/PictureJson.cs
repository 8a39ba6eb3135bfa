using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>What is kept beside a stored picture until its generation, and what a provider is told.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PictureMetadata))]
[JsonSerializable(typeof(PictureFacts))]
internal sealed partial class PictureJson : JsonSerializerContext;
