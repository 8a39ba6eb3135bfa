using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// PNG "parameters" with "fooocus_scheme" (in JPEG and WebP the EXIF UserComment and MakerNote): "fooocus" is JSON, "a1111" is
/// infotext. Its prompt is what the person typed, before styles and expansion, as Fooocus itself reads it back.
/// https://github.com/lllyasviel/Fooocus/blob/main/modules/meta_parser.py
/// </summary>
internal sealed class FooocusReader : IPromptReader
{
    private const string RawPrompt = "Raw prompt";
    private const string RawNegative = "Raw negative prompt";

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        var text = texts.Find("parameters") ?? texts.Find(PictureTexts.UserComment);
        if (text is null)
        {
            return null;
        }

        var scheme = texts.Find("fooocus_scheme") ?? texts.Find(PictureTexts.MakerNote);
        return ReadJson(text, scheme) ?? ReadInfotext(text, scheme);
    }

    private static RecoveredPrompt? ReadJson(string text, string? scheme)
    {
        using var json = PictureTexts.Json(text);
        if (json is null)
        {
            return null;
        }

        var root = json.RootElement;
        var said = scheme ?? LenientJson.StringOf(root, "metadata_scheme");
        var version = LenientJson.StringOf(root, "version") ?? "";
        return
            (said is "fooocus" || version.StartsWith("Fooocus", StringComparison.Ordinal))
            && LenientJson.StringOf(root, "prompt") is { } prompt
            ? new RecoveredPrompt
            {
                Generator = PromptGenerator.Fooocus,
                Prompt = prompt,
                Negative = LenientJson.StringOf(root, "negative_prompt") ?? "",
                Parameters = LenientJson.Scalars(root, except: ["prompt", "negative_prompt"]),
            }
            : null;
    }

    private static RecoveredPrompt? ReadInfotext(string text, string? scheme)
    {
        if (A1111Reader.Parse(text) is not { } found)
        {
            return null;
        }

        var version = Value(found, "Version") ?? "";
        return scheme is "a1111" || version.StartsWith("Fooocus", StringComparison.Ordinal)
            ? found with
            {
                Generator = PromptGenerator.Fooocus,
                Prompt = Value(found, RawPrompt) ?? found.Prompt,
                Negative = Value(found, RawNegative) ?? found.Negative,
                Parameters = [.. found.Parameters.Where(each => each.Name is not (RawPrompt or RawNegative))],
            }
            : null;
    }

    private static string? Value(RecoveredPrompt found, string name) =>
        found.Parameters.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal))?.Value;
}
