using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>What one line of a history says of a generation.</summary>
internal static class SummaryRules
{
    /// <summary>UTF-16 units.</summary>
    private const int LongestTitle = 120;

    private const int MostColors = 6;

    /// <summary>Without the pictures, whose links are made elsewhere.</summary>
    public static GenerationSummary Of(Generation generation)
    {
        var prompt = generation.Prompt;
        var colors = (prompt?.Palette ?? []).Select(color => color.Hex).OfType<string>().Take(MostColors).ToList();
        return new GenerationSummary
        {
            Title = TitleOf(generation),
            Targets = GenerationRequestRules.TargetsOf(generation.Request).Count(),
            AspectRatio = prompt?.AspectRatio?.ToString(),
            Colors = colors.Count > 0 ? colors : null,
        };
    }

    /// <summary>The idea's beginning; of a picture without words of a person's, what it was understood to show.</summary>
    private static string TitleOf(Generation generation)
    {
        var prompt = generation.Prompt;
        var subject = prompt?.Subjects is [var first, ..] ? first.Phrase?.Value : null;
        string?[] candidates = [generation.Request.Idea, prompt?.Title, subject, prompt?.Summary];
        var text = candidates.Select(c => PlainText.Clean(c ?? "")).FirstOrDefault(c => c.Length > 0) ?? "";
        if (text.Length <= LongestTitle)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
    }
}
