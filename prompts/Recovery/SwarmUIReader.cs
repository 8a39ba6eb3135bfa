using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// One JSON object in PNG "parameters" or EXIF UserComment; sui_image_params holds every parameter by its id.
/// https://github.com/mcmonkeyprojects/SwarmUI/blob/master/docs/Image%20Metadata%20Format.md
/// </summary>
internal sealed class SwarmUIReader : IPromptReader
{
    public RecoveredPrompt? Read(PictureTexts texts)
    {
        using var json = texts.FindJson("parameters") ?? texts.FindJson(PictureTexts.UserComment);
        var parameters = LenientJson.Member(json?.RootElement ?? default, "sui_image_params");
        return LenientJson.StringOf(parameters, "prompt") is { } prompt
            ? new RecoveredPrompt
            {
                Generator = PromptGenerator.SwarmUI,
                Prompt = prompt,
                Negative = LenientJson.StringOf(parameters, "negativeprompt") ?? "",
                Parameters = LenientJson.Scalars(parameters, except: ["prompt", "negativeprompt"]),
            }
            : null;
    }
}
