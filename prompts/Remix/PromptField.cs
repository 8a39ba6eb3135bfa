namespace AiPromptGen.Prompts.Remix;

/// <summary>A part of a structured prompt that can be kept as a whole, by its name in JSON.</summary>
/// <param name="Keep">The first prompt with the second one's part.</param>
internal sealed record PromptField(
    string Name,
    LibraryKind? Kind,
    Func<StructuredPrompt, StructuredPrompt, StructuredPrompt> Keep
)
{
    public static readonly IReadOnlyList<PromptField> All =
    [
        new("subjects", null, (to, from) => to with { Subjects = from.Subjects }),
        new("setting", null, (to, from) => to with { Setting = from.Setting }),
        new("relations", null, (to, from) => to with { Relations = from.Relations }),
        new("medium", LibraryKind.Medium, (to, from) => to with { Medium = from.Medium }),
        new("styles", LibraryKind.Style, (to, from) => to with { Styles = from.Styles }),
        new("composition", LibraryKind.Composition, (to, from) => to with { Composition = from.Composition }),
        new("camera", LibraryKind.Camera, (to, from) => to with { Camera = from.Camera }),
        new("lighting", LibraryKind.Lighting, (to, from) => to with { Lighting = from.Lighting }),
        new("mood", LibraryKind.Mood, (to, from) => to with { Mood = from.Mood }),
        new("palette", LibraryKind.Palette, (to, from) => to with { Palette = from.Palette }),
        new("text", null, (to, from) => to with { Text = from.Text }),
        new("aspectRatio", LibraryKind.Ratio, (to, from) => to with { AspectRatio = from.AspectRatio }),
        new("quality", null, (to, from) => to with { Quality = from.Quality }),
        new("negatives", null, (to, from) => to with { Negatives = from.Negatives }),
        new("parameters", null, (to, from) => to with { Parameters = from.Parameters }),
    ];
}
