using System.Text.Json;

namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>
/// PNG text "prompt" (in WebP the EXIF Model tag after "prompt:"): the graph that ran, as nodes with a class and inputs; an
/// input is a value or a link [node, output]. https://github.com/comfyanonymous/ComfyUI/blob/master/nodes.py (SaveImage)
/// </summary>
internal sealed class ComfyUIReader : IPromptReader
{
    private const string ExifMark = "prompt:";

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        var text = texts.Find("prompt");
        if (
            text is null
            && texts.Find(PictureTexts.Model) is { } model
            && model.StartsWith(ExifMark, StringComparison.OrdinalIgnoreCase)
        )
        {
            text = model[ExifMark.Length..];
        }

        using var json = text is null ? null : LenientJson.Parse(text);
        return json is { RootElement.ValueKind: JsonValueKind.Object }
            ? new ComfyUIGraph(json.RootElement).Recover()
            : null;
    }
}
