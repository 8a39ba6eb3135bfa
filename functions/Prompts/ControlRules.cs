using System.Globalization;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Prompts;

/// <summary>Limits on the controls. An unknown style and the like is no mistake: it stands as the person's own words.</summary>
internal static class ControlRules
{
    private const int MaxWords = 200;
    private const int MaxNegative = 1000;
    private const int MaxVariations = 8;

    public static IEnumerable<ProblemError> Mistakes(IdeaControls controls)
    {
        (string Member, string? Value, int Max)[] texts =
        [
            ("style", controls.Style, MaxWords),
            ("medium", controls.Medium, MaxWords),
            ("lighting", controls.Lighting, MaxWords),
            ("camera", controls.Camera, MaxWords),
            ("composition", controls.Composition, MaxWords),
            ("mood", controls.Mood, MaxWords),
            ("palette", controls.Palette, MaxWords),
            ("quality", controls.Quality, MaxWords),
            ("language", controls.Language, 35),
            ("negative", controls.Negative, MaxNegative),
        ];
        foreach (var (member, value, max) in texts)
        {
            if (value?.Length > max)
            {
                yield return Mistake(member, string.Create(CultureInfo.InvariantCulture, $"At most {max} characters."));
            }
        }

        if (controls.AspectRatio is { } ratio && !IsRatio(ratio))
        {
            yield return Mistake("aspectRatio", "Two whole numbers from 1 to 100, such as 16:9.");
        }

        if (controls.Seed is < 0 or > uint.MaxValue)
        {
            yield return Mistake("seed", "A whole number from 0 to 4294967295.");
        }

        if (controls.Variations is < 1 or > MaxVariations)
        {
            yield return Mistake("variations", "A whole number from 1 to 8.");
        }

        if (controls is { AllCombinations: true, Variations: not null })
        {
            yield return Mistake("allCombinations", "Either all combinations or a number of variations.");
        }
    }

    private static bool IsRatio(string text) =>
        text.Split(':') is [var width, var height] && IsSide(width) && IsSide(height);

    private static bool IsSide(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 1 and <= 100;

    private static ProblemError Mistake(string member, string detail) =>
        new($"controls.{member}", "control-invalid", detail);
}
