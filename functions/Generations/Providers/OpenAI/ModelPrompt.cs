using System.Collections.Frozen;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// What a chat model is asked to answer, and all that it can say: the schema that it gets is made from these records. They hold no target,
/// price or setting. Nothing in an answer is trusted.
/// </summary>
internal sealed record ModelAnswer
{
    [Description("As many different descriptions as the data asks for.")]
    public required IReadOnlyList<ModelPrompt> Prompts { get; init; }
}

/// <summary>
/// The members are in the order in which a model is to write them: first what the picture shows, so that everything after it is about that,
/// and last the title.
/// </summary>
internal sealed record ModelPrompt
{
    [Description("The whole picture in one or two English sentences.")]
    public required string? Summary { get; init; }

    [Description("The idea in English, only when it is written in another language; else null.")]
    public required string? English { get; init; }

    [Description("Of words beside a picture: thing where they name what is in it, wish where they say what to change.")]
    [AllowedValues("thing", "wish")]
    public required string? Hint { get; init; }

    [Description("Null when it is neither for certain.")]
    [AllowedValues("photo", "art")]
    public required string? ContentClass { get; init; }

    [Description("The main things, at most four, the most important first.")]
    public required IReadOnlyList<ModelSubject> Subjects { get; init; }

    [Description("How the subjects stand to each other, and details around them, each in a phrase of its own.")]
    public required IReadOnlyList<string> Relations { get; init; }

    public required ModelSetting Setting { get; init; }

    [Description("As photograph, oil painting, 3D render.")]
    public required string? Medium { get; init; }

    public required IReadOnlyList<string> Styles { get; init; }
    public required ModelComposition Composition { get; init; }

    [Description("All null for what is no photograph.")]
    public required ModelCamera Camera { get; init; }

    [Description("Each value names the light itself: light from the side, soft daylight.")]
    public required ModelLighting Lighting { get; init; }

    public required IReadOnlyList<string> Mood { get; init; }

    [Description("Three to five main colours, accents last.")]
    public required IReadOnlyList<ModelColor> Palette { get; init; }

    [Description("Only writing that the picture shows or the idea gives, letter by letter.")]
    public required IReadOnlyList<ModelWriting> Writing { get; init; }

    [Description("The shape that suits the picture, width to height; null when any does.")]
    [AllowedValues("1:1", "5:4", "4:3", "3:2", "16:9", "21:9", "4:5", "3:4", "2:3", "9:16")]
    public required string? Ratio { get; init; }

    [Description("A title of at most eight words.")]
    public required string? Title { get; init; }
}

internal sealed record ModelSubject
{
    [Description("The thing in one or two words.")]
    public required string? Noun { get; init; }

    [Description("The whole subject in one phrase of at most 120 characters, with its action.")]
    public required string? Phrase { get; init; }

    public required int? Count { get; init; }

    [Description("Details that the phrase does not say.")]
    public required IReadOnlyList<string> Attributes { get; init; }

    public required string? Action { get; init; }
    public required string? Expression { get; init; }
    public required string? Wardrobe { get; init; }
    public required string? Material { get; init; }
}

internal sealed record ModelColor
{
    [Description("A common English name.")]
    public required string? Name { get; init; }

    [Description("As #RRGGBB.")]
    public required string? Hex { get; init; }
}

internal sealed record ModelWriting
{
    public required string? Words { get; init; }

    [Description("The letters: hand-painted capitals, thin serif.")]
    public required string? Looks { get; init; }

    [Description("Where it stands: on the sign above the door.")]
    public required string? Place { get; init; }
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

/// <summary>Strict in both directions: no field may be missing, unknown, repeated, or null where the schema does not allow null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 16
)]
[JsonSerializable(typeof(ModelAnswer))]
internal sealed partial class ModelPromptJson : JsonSerializerContext;

/// <summary>
/// What a model's answer says for the places of <see cref="AiPromptGen.Prompts.Structure.SlotTable"/> that the model is asked about.
/// </summary>
internal static class ModelSlots
{
    public static readonly FrozenDictionary<string, Func<ModelPrompt, string?>> Words = new Dictionary<
        string,
        Func<ModelPrompt, string?>
    >(StringComparer.Ordinal)
    {
        ["setting.place"] = model => model.Setting.Place,
        ["setting.era"] = model => model.Setting.Era,
        ["setting.season"] = model => model.Setting.Season,
        ["setting.timeOfDay"] = model => model.Setting.TimeOfDay,
        ["setting.weather"] = model => model.Setting.Weather,
        ["setting.background"] = model => model.Setting.Background,
        ["composition.shotSize"] = model => model.Composition.ShotSize,
        ["composition.angle"] = model => model.Composition.Angle,
        ["composition.framing"] = model => model.Composition.Framing,
        ["composition.viewpoint"] = model => model.Composition.Viewpoint,
        ["composition.depthOfField"] = model => model.Composition.DepthOfField,
        ["composition.negativeSpace"] = model => model.Composition.NegativeSpace,
        ["camera.body"] = model => model.Camera.Body,
        ["camera.focalLength"] = model => model.Camera.FocalLength,
        ["camera.aperture"] = model => model.Camera.Aperture,
        ["camera.shutter"] = model => model.Camera.Shutter,
        ["camera.filmStock"] = model => model.Camera.FilmStock,
        ["lighting.source"] = model => model.Lighting.Source,
        ["lighting.quality"] = model => model.Lighting.Quality,
        ["lighting.direction"] = model => model.Lighting.Direction,
        ["lighting.temperature"] = model => model.Lighting.Temperature,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
