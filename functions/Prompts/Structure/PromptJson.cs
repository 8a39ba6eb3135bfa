using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StructuredPrompt))]
internal sealed partial class PromptJson : JsonSerializerContext;
