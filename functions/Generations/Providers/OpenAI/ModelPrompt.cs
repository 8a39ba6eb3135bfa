using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// What a chat model is asked to answer, and all it can say: the schema it gets is made from these records. No target, price,
/// ratio or setting is among them. Nothing in it is trusted.
/// </summary>
internal sealed record ModelAnswer
{
    [Description("As many different descriptions as the data asks for.")]
    public required IReadOnlyList<ModelPrompt> Prompts { get; init; }
}

internal sealed record ModelPrompt
{
    [Description("A title of at most eight words.")]
    public required string? Title { get; init; }

    [Description("The whole picture in one or two English sentences.")]
    public required string? Summary { get; init; }

    [Description("The idea in English, only when it is written in another language; else null.")]
    public required string? English { get; init; }

    [Description("photo, art or null.")]
    public required string? ContentClass { get; init; }

    public required IReadOnlyList<ModelSubject> Subjects { get; init; }

    [Description("How the subjects stand to each other, and details of them that the idea leaves open.")]
    public required IReadOnlyList<string> Relations { get; init; }

    public required ModelSetting Setting { get; init; }

    [Description("As photograph, oil painting, 3D render.")]
    public required string? Medium { get; init; }

    public required IReadOnlyList<string> Styles { get; init; }
    public required ModelComposition Composition { get; init; }
    public required ModelCamera Camera { get; init; }
    public required ModelLighting Lighting { get; init; }
    public required IReadOnlyList<string> Mood { get; init; }

    [Description("Names of the main colours.")]
    public required IReadOnlyList<string> Palette { get; init; }
}

internal sealed record ModelSubject
{
    [Description("The whole subject in one phrase, with its action.")]
    public required string? Phrase { get; init; }

    public required string? Noun { get; init; }
    public required int? Count { get; init; }
    public required IReadOnlyList<string> Attributes { get; init; }
    public required string? Action { get; init; }
    public required string? Expression { get; init; }
    public required string? Wardrobe { get; init; }
    public required string? Material { get; init; }
}

internal sealed record ModelSetting
{
    public required string? Place { get; init; }
    public required string? Era { get; init; }
    public required string? Season { get; init; }
    public required string? TimeOfDay { get; init; }
    public required string? Weather { get; init; }
    public required string? Background { get; init; }
}

internal sealed record ModelComposition
{
    public required string? ShotSize { get; init; }
    public required string? Angle { get; init; }
    public required string? Framing { get; init; }
    public required string? Viewpoint { get; init; }
    public required string? DepthOfField { get; init; }
    public required string? NegativeSpace { get; init; }
}

internal sealed record ModelCamera
{
    public required string? Body { get; init; }
    public required string? FocalLength { get; init; }
    public required string? Aperture { get; init; }
    public required string? Shutter { get; init; }
    public required string? FilmStock { get; init; }
}

internal sealed record ModelLighting
{
    public required string? Source { get; init; }
    public required string? Quality { get; init; }
    public required string? Direction { get; init; }
    public required string? Temperature { get; init; }
}

/// <summary>Strict both ways: no field may be missing, unknown, twice or null where the schema has no null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 16
)]
[JsonSerializable(typeof(ModelAnswer))]
internal sealed partial class ModelPromptJson : JsonSerializerContext;
