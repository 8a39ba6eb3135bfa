namespace AiPromptGen.Prompts.Ideas;

/// <summary>A choice beside an idea that is words: a library's name or the person's own.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Get">What was chosen.</param>
/// <param name="Longest">In characters.</param>
/// <param name="IsSeen">Its words come into the picture, so they are checked together with the idea.</param>
public sealed record WordControl(string Name, Func<IdeaControls, string?> Get, int Longest, bool IsSeen = true);

/// <summary>
/// Every choice that is words. The limits and the check of content go through this table, so a new choice is a property, a line
/// here and its place in <see cref="ControlReader"/>.
/// </summary>
public static class WordControls
{
    private const int Words = 200;

    public static IReadOnlyList<WordControl> All { get; } =
    [
        new("style", controls => controls.Style, Words),
        new("medium", controls => controls.Medium, Words),
        new("lighting", controls => controls.Lighting, Words),
        new("camera", controls => controls.Camera, Words),
        new("composition", controls => controls.Composition, Words),
        new("mood", controls => controls.Mood, Words),
        new("palette", controls => controls.Palette, Words),
        new("quality", controls => controls.Quality, Words),
        new("shot", controls => controls.Shot, Words),
        new("motion", controls => controls.Motion, Words),
        new("cameraMove", controls => controls.CameraMove, Words),
        new("duration", controls => controls.Duration, 40),
        new("language", controls => controls.Language, 35, IsSeen: false),
        new("negative", controls => controls.Negative, 1000, IsSeen: false),
    ];
}
