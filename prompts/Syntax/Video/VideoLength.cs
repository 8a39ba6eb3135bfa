using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Video;

/// <summary>"5 seconds" as the setting of a model of moving pictures.</summary>
internal static class VideoLength
{
    /// <summary>The whole seconds that a slot names; null when it names none.</summary>
    public static int? Seconds(Slot? duration)
    {
        var text = duration?.Value.Trim() ?? "";
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return
            digits is > 0 and < 5
            && int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
    }

    /// <summary>The nearest length that the model makes, from a least to a most in steps.</summary>
    public static IEnumerable<ToolParameter> Of(StructuredPrompt prompt, string name, int least, int most, int step = 1)
    {
        if (Seconds(prompt.Video.Duration) is { } wish)
        {
            var steps = Math.Clamp((int)Math.Round((wish - least) / (double)step), 0, (most - least) / step);
            yield return new ToolParameter(name, (least + (steps * step)).ToString(CultureInfo.InvariantCulture));
        }
    }
}
