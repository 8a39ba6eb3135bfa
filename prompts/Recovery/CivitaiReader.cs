using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Civitai's own generator: a ComfyUI graph as JSON in the EXIF UserComment (or PNG "prompt"), whose "extraMetadata" is JSON in
/// a string: prompt, negativePrompt, settings, resources. Its infotext is read as A1111's.
/// https://github.com/civitai/civitai/blob/main/src/utils/metadata/comfy.metadata.ts
/// </summary>
internal sealed class CivitaiReader : IPromptReader
{
    public RecoveredPrompt? Read(PictureTexts texts)
    {
        using var json = texts.FindJson(PictureTexts.UserComment) ?? texts.FindJson("prompt");
        if (json is null)
        {
            return null;
        }

        var root = json.RootElement;
        var extra = LenientJson.Member(root, "extra");
        var told = LenientJson.StringOf(root, "extraMetadata") ?? LenientJson.StringOf(extra, "extraMetadata");
        using var metadata = told is null ? null : PictureTexts.Json(told);
        if (metadata is not null && LenientJson.StringOf(metadata.RootElement, "prompt") is { } prompt)
        {
            return new RecoveredPrompt
            {
                Generator = PromptGenerator.Civitai,
                Prompt = prompt,
                Negative = LenientJson.StringOf(metadata.RootElement, "negativePrompt") ?? "",
                Parameters =
                [
                    .. LenientJson.Scalars(metadata.RootElement, except: ["prompt", "negativePrompt"]),
                    .. Resources(metadata.RootElement),
                ],
            };
        }

        return
            LenientJson.Member(extra, "airs").ValueKind == JsonValueKind.Array
            && ComfyUIReader.Recover(ComfyGraph.Of(root)) is { } found
            ? found with
            {
                Generator = PromptGenerator.Civitai,
            }
            : null;
    }

    private static IEnumerable<PromptParameter> Resources(JsonElement metadata) =>
        LenientJson.Member(metadata, "resources") is { ValueKind: JsonValueKind.Array } list
            ? [new PromptParameter("resources", list.GetRawText())]
            : [];
}
