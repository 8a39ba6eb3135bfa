using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// PNG texts Software "NovelAI", Description (the prompt) and Comment (JSON: prompt, uc, settings; from V4 on v4_prompt with
/// a caption for the scene and one for each character). https://docs.novelai.net/image
/// </summary>
internal sealed class NovelAIReader : IPromptReader
{
    private const string Name = "NovelAI";

    private static readonly string[] Settings =
    [
        "steps",
        "scale",
        "seed",
        "sampler",
        "noise_schedule",
        "cfg_rescale",
        "width",
        "height",
        "request_type",
    ];

    /// <summary>A WebP has the same texts as one JSON object in the EXIF UserComment.</summary>
    public RecoveredPrompt? Read(PictureTexts texts)
    {
        using var comment = texts.FindJson(PictureTexts.UserComment);
        return ReadTexts(texts) ?? (comment is null ? null : ReadTexts(PictureTexts.Of(comment.RootElement)));
    }

    private static RecoveredPrompt? ReadTexts(PictureTexts texts)
    {
        if (texts.Find("Software") is not { } software || !software.StartsWith(Name, StringComparison.Ordinal))
        {
            return null;
        }

        using var json = texts.Find("Comment") is { } comment ? LenientJson.Parse(comment) : null;
        var root = json?.RootElement ?? default;
        var prompt = LenientJson.StringOf(root, "prompt") ?? Caption(root, "v4_prompt") ?? texts.Find("Description");
        return prompt is null
            ? null
            : new RecoveredPrompt
            {
                Generator = PromptGenerator.NovelAI,
                Prompt = prompt,
                Negative = LenientJson.StringOf(root, "uc") ?? Caption(root, "v4_negative_prompt") ?? "",
                Parameters = [.. LenientJson.Scalars(root, Settings), .. Characters(root)],
            };
    }

    private static JsonElement CaptionOf(JsonElement root, string member) =>
        LenientJson.Member(LenientJson.Member(root, member), "caption");

    private static string? Caption(JsonElement root, string member) =>
        LenientJson.StringOf(CaptionOf(root, member), "base_caption");

    private static IEnumerable<PromptParameter> Characters(JsonElement root) =>
        LenientJson.Member(CaptionOf(root, "v4_prompt"), "char_captions") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
                .Select(character => LenientJson.StringOf(character, "char_caption"))
                .OfType<string>()
                .Select(caption => new PromptParameter("character", caption))
            : [];
}
