using System.Globalization;

namespace AiPromptGen.Prompts;

/// <summary>Limits on the controls. An unknown style or other word is not a mistake: it is taken as the person's own words.</summary>
internal static class ControlRules
{
    private const int MaxVariations = 8;

    public static IEnumerable<ProblemError> Mistakes(IdeaControls controls)
    {
        foreach (var control in WordControls.All)
        {
            if (control.Get(controls)?.Length > control.Longest)
            {
                yield return Mistake(
                    control.Name,
                    string.Create(CultureInfo.InvariantCulture, $"At most {control.Longest} characters.")
                );
            }
        }

        if (controls.AspectRatio is { } ratio && !IsRatio(ratio))
        {
            yield return Mistake("aspectRatio", "Two whole numbers from 1 to 100, such as 16:9.");
        }

        if (controls.Seed is < 0 or > StructuredPrompt.LargestSeed)
        {
            yield return Mistake("seed", "A whole number from 0 to 9007199254740991.");
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
