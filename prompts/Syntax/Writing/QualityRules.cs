namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Three steps of quality that every target with a quality setting can follow. Any other word is the user's own and goes into the text.
/// </summary>
internal static class QualityRules
{
    public static string? Step(Slot? quality) =>
        quality?.Value.Trim().ToLowerInvariant() switch
        {
            "low" or "draft" or "fast" => "low",
            "medium" or "standard" or "normal" => "medium",
            "high" or "best" or "hd" => "high",
            _ => null,
        };

    public static bool IsSetting(Slot? quality) => Step(quality) is not null;
}
