namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// The text AUTOMATIC1111's web UI writes ("infotext"), which Forge and Civitai write too: the prompt, then lines from
/// "Negative prompt:" on, then one line of settings. PNG keyword "parameters"; EXIF UserComment in JPEG, WebP and AVIF.
/// https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/infotext_utils.py
/// </summary>
internal sealed class A1111Reader : IPromptReader
{
    private const string NegativeMark = "Negative prompt:";
    private const int FewestSettings = 3;

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        var text =
            texts.Find("parameters")
            ?? texts.Find(PictureTexts.UserComment)
            ?? texts.Find(PictureTexts.ImageDescription)
            ?? (
                texts.Find(PictureTexts.Description) is { } description && IsInfotext(description) ? description : null
            );
        return text is null || IsGraph(text) ? null : Parse(text);
    }

    /// <summary>
    /// Whether a description is infotext; it may be any text. Draw Things writes the negative prompt after a hyphen, and
    /// <see cref="SettingsJsonReader"/> reads its prompt.
    /// </summary>
    private static bool IsInfotext(string description) =>
        description.Contains("\nSteps: ", StringComparison.Ordinal)
        && !description.Contains("\n-", StringComparison.Ordinal);

    /// <summary>Whether the text is JSON, which has commas and colons like a line of settings but is not infotext.</summary>
    private static bool IsGraph(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        using var json = start is >= 0 and <= 16 ? PictureTexts.Json(text[start..]) : null;
        return json is not null;
    }

    /// <summary>Null when the text has no line of settings, because then any person may have written it.</summary>
    internal static RecoveredPrompt? Parse(string text)
    {
        if (FindSettings(text) is not var (start, settings))
        {
            return null;
        }

        var head = start == 0 ? "" : text[..(start - 1)].TrimEnd('\r');
        var (prompt, negative) = SplitNegative(head);
        return new RecoveredPrompt
        {
            Generator = GeneratorOf(settings),
            Prompt = prompt,
            Negative = negative,
            Parameters = settings,
        };
    }

    /// <summary>The last line that starts with "Steps:", since extensions append lines of their own; else the last line.</summary>
    private static (int Start, IReadOnlyList<PromptParameter> Settings)? FindSettings(string text)
    {
        var start = text.LastIndexOf("\nSteps: ", StringComparison.Ordinal) + 1;
        if (start == 0 && !text.StartsWith("Steps: ", StringComparison.Ordinal))
        {
            start = text.TrimEnd().LastIndexOf('\n') + 1;
        }

        var end = text.IndexOf('\n', start);
        var settings = A1111Settings.Parse(end < 0 ? text[start..] : text[start..end]);
        return settings.Count < FewestSettings ? null : (start, settings);
    }

    private static (string Prompt, string Negative) SplitNegative(string head)
    {
        var mark = head.StartsWith(NegativeMark, StringComparison.Ordinal)
            ? 0
            : head.IndexOf($"\n{NegativeMark}", StringComparison.Ordinal) + 1;
        if (mark == 0 && !head.StartsWith(NegativeMark, StringComparison.Ordinal))
        {
            return (head, "");
        }

        var prompt = mark == 0 ? "" : head[..(mark - 1)].TrimEnd('\r');
        var negative = head[(mark + NegativeMark.Length)..];
        return (prompt, negative.StartsWith(' ') ? negative[1..] : negative);
    }

    private static PromptGenerator GeneratorOf(IReadOnlyList<PromptParameter> settings)
    {
        if (settings.Any(each => each.Name is "Civitai resources" or "Civitai metadata"))
        {
            return PromptGenerator.Civitai;
        }

        var version = settings.FirstOrDefault(each => each.Name is "Version")?.Value ?? "";
        return version.StartsWith('f') ? PromptGenerator.Forge : PromptGenerator.A1111;
    }
}
