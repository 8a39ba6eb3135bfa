using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

internal static class Ideogram3
{
    private const int LargestSeed = int.MaxValue;
    private const double LeastWeight = 0.05;
    private const int MostColors = 5;

    public static readonly PromptTarget Target = new()
    {
        Id = "ideogram-3",
        Name = "Ideogram 3",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Words,
        // The vendor recommends 150 to 160 words; the model hardly follows what comes after them.
        Limit = 150,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.TextFirst | TargetFeatures.QualitySetting | TargetFeatures.Seed,
        MostImages = 8,
        Sizes =
        [
            new TargetSize(1, 3),
            new TargetSize(1, 2),
            new TargetSize(9, 16),
            new TargetSize(10, 16),
            new TargetSize(2, 3),
            new TargetSize(3, 4),
            new TargetSize(4, 5),
            new TargetSize(1, 1),
            new TargetSize(5, 4),
            new TargetSize(4, 3),
            new TargetSize(3, 2),
            new TargetSize(16, 10),
            new TargetSize(16, 9),
            new TargetSize(2, 1),
            new TargetSize(3, 1),
        ],
        Reference = new Uri("https://developer.ideogram.ai/api-reference/api-reference/generate-v3"),
        Settings = Settings,
    };

    /// <summary>The settings turn magic prompt off, which would rewrite a prompt that is complete already.</summary>
    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        [
            .. SizeSettings.Ratio(size, "aspect_ratio", 'x'),
            new ToolParameter("magic_prompt", "OFF"),
            .. Style(prompt),
            .. Speed(prompt),
            .. Palette(prompt),
            .. SizeSettings.Images(prompt, Target, "num_images"),
            .. SizeSettings.Seed(prompt, most: LargestSeed),
        ];

    private static IEnumerable<ToolParameter> Style(StructuredPrompt prompt) =>
        prompt.ContentClass == ContentClass.Photo ? [new ToolParameter("style_type", "REALISTIC")] : [];

    private static IEnumerable<ToolParameter> Speed(StructuredPrompt prompt) =>
        QualityRules.Step(prompt.Quality) switch
        {
            "low" => [new ToolParameter("rendering_speed", "TURBO")],
            "medium" => [new ToolParameter("rendering_speed", "DEFAULT")],
            "high" => [new ToolParameter("rendering_speed", "QUALITY")],
            _ => [],
        };

    /// <summary>
    /// The palette as a setting. Its weights must decrease; without known shares they decrease evenly. A palette without one of its colors
    /// is another palette, so when the code of a color is not known, no code is sent, and the names stay in the words.
    /// </summary>
    private static IEnumerable<ToolParameter> Palette(StructuredPrompt prompt)
    {
        var whole = prompt.Palette.Where(color => color.Target is null).ToList();
        if (whole.Exists(color => !HexColor.IsValid(color.Hex)))
        {
            return [];
        }

        var colors = whole.OrderByDescending(color => color.Share ?? 0).Take(MostColors).ToList();
        if (colors.Count == 0)
        {
            return [];
        }

        var members = colors.Select(
            (color, i) =>
            {
                var weight = color.Share ?? 1 - ((double)i / colors.Count);
                var text = Math.Clamp(weight, LeastWeight, 1).ToString("0.##", CultureInfo.InvariantCulture);
                return $$"""{"color_hex":"{{color.Hex}}","color_weight":{{text}}}""";
            }
        );
        return [new ToolParameter("color_palette", $$"""{"members":[{{string.Join(',', members)}}]}""")];
    }
}
