using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>
/// Reads what people paste from Stable Diffusion: the prompt, "Negative prompt:", and a line of settings. Each may be missing.
/// </summary>
internal static class A1111Prompt
{
    private const string NegativeMark = "Negative prompt:";

    private static readonly HashSet<string> FirstSettings = new(
        [
            "Steps",
            "Sampler",
            "CFG scale",
            "Seed",
            "Size",
            "Model",
            "Model hash",
            "Schedule type",
            "Clip skip",
            "Version",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Reads the three blocks as one finished prompt of A1111 or of InvokeAI.</summary>
    public static FinishedText Read(string text, PromptGrammar grammar)
    {
        var (prompt, negative, settings) = Split(text);
        var finished = FinishedText.Of(grammar, prompt, negative);
        ReadSettings(settings, finished);
        return finished;
    }

    public static void ReadSettings(IEnumerable<PromptParameter> settings, FinishedText finished)
    {
        foreach (var (name, value) in settings)
        {
            var role = SettingRole.Tool;
            if (name is "Size" && RatioText.OfPixels(value) is { } ratio)
            {
                (role, finished.Ratio) = (SettingRole.Ratio, ratio);
            }
            else if (name is "Seed" or "seed")
            {
                role = SettingRole.Seed;
                finished.Seed = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                    ? seed
                    : null;
            }

            finished.Settings.Add(new TextSetting(role, name, value, $"{name}: {value}") { IsKept = true });
        }
    }

    /// <summary>The three blocks of a text; a block that is missing is empty.</summary>
    public static (string Prompt, string Negative, IReadOnlyList<PromptParameter> Settings) Split(string text)
    {
        var start = SettingsStart(text);
        var settings = start < 0 ? [] : A1111Settings.Parse(text[start..].Split('\n', 2)[0].TrimEnd('\r'));
        var head = start < 0 ? text : text[..start];
        var mark = MarkIn(head);
        return mark < 0
            ? (head.Trim(), "", settings)
            : (head[..mark].Trim(), head[(mark + NegativeMark.Length)..].Trim(), settings);
    }

    /// <summary>The place of the mark: at the beginning of a line, or anywhere in a text that lost its line breaks.</summary>
    private static int MarkIn(string head)
    {
        var at = head.IndexOf(NegativeMark, StringComparison.OrdinalIgnoreCase);
        return at <= 0 || char.IsWhiteSpace(head[at - 1]) ? at : -1;
    }

    private static int SettingsStart(string text)
    {
        var from = text.Length;
        while (from > 0)
        {
            var start = text.LastIndexOf('\n', from - 1) + 1;
            if (IsSettings(text.AsSpan(start)))
            {
                return start;
            }

            from = start - 1;
        }

        var inline = text.LastIndexOf(" Steps: ", StringComparison.Ordinal);
        return inline >= 0 && IsSettings(text.AsSpan(inline + 1)) ? inline + 1 : -1;
    }

    /// <summary>Whether a line has settings. "Steps: 20" alone is enough; "Model: a tall woman" may be a sentence.</summary>
    private static bool IsSettings(ReadOnlySpan<char> line)
    {
        var colon = line[..Math.Min(line.Length, 20)].IndexOf(": ");
        if (colon <= 0 || !FirstSettings.Contains(line[..colon].ToString()))
        {
            return false;
        }

        var end = line.IndexOf('\n');
        return (colon + 2 < line.Length && char.IsAsciiDigit(line[colon + 2]))
            || A1111Settings.Parse((end < 0 ? line : line[..end]).ToString()).Count > 1;
    }
}
