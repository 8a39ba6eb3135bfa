using System.Collections.Frozen;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>What a model's answer says of each place of <see cref="AiPromptGen.Prompts.Structure.SlotTable"/>; it is not asked about the others.</summary>
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
