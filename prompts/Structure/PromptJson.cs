using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StructuredPrompt))]
[JsonSerializable(typeof(StructuredPrompt[]))]
[JsonSerializable(typeof(IReadOnlyList<StructuredPrompt>))]
[JsonSerializable(typeof(Rendering))]
[JsonSerializable(typeof(PromptTarget[]))]
[JsonSerializable(typeof(Idea))]
[JsonSerializable(typeof(LibraryEntry[]))]
internal sealed partial class PromptJson : JsonSerializerContext;
