namespace AiPromptGen.Prompts.Syntax.Video;

/// <summary>
/// Models of moving pictures. They read prose that describes the shot, what moves, and how the camera moves; the length is a setting. Pages
/// read 2026-11-27.
/// </summary>
internal static class VideoTargets
{
    private static readonly TargetSize Wide = new(16, 9);
    private static readonly TargetSize Tall = new(9, 16);

    /// <summary>Two resellers give 3 to 15 seconds for Kling 3.0; the limit of 2,500 characters is from ComfyUI's node.</summary>
    public static readonly PromptTarget Kling = Of(
        "kling",
        "Kling 3.0",
        NegativeMode.Field,
        [Wide, Tall, new TargetSize(1, 1)],
        "https://docs.comfy.org/built-in-nodes/partner-node/video/kwai_vgi/kling-text-to-video"
    ) with
    {
        NegativeLimit = 2500,
        Settings = (_, size) => SizeSettings.Ratio(size, "aspect_ratio"),
        Lengths = new VideoLengths("duration", 3, 15),
    };

    /// <summary>4, 6 or 8 seconds. https://cloud.google.com/vertex-ai/generative-ai/docs/models/veo/3-0-generate-001</summary>
    public static readonly PromptTarget Veo = Of(
        "veo",
        "Veo 3.1",
        NegativeMode.Field,
        [Wide, Tall],
        "https://cloud.google.com/vertex-ai/generative-ai/docs/models/veo/3-0-generate-001"
    ) with
    {
        Features = TargetFeatures.Video | TargetFeatures.Seed,
        MostImages = 4,
        Lengths = new VideoLengths("durationSeconds", 4, 8, Step: 2),
        Settings = (prompt, size) =>
            [
                .. SizeSettings.Ratio(size, "aspectRatio"),
                .. SizeSettings.Images(prompt, Veo!, "sampleCount"),
                .. SizeSettings.Seed(prompt),
            ],
    };

    /// <summary>4 to 15 seconds; no field for what must not appear. https://shotstack.io/models/seedance-2.0/</summary>
    public static readonly PromptTarget Seedance = Of(
        "seedance",
        "Seedance 2.0",
        NegativeMode.Rewrite,
        [new TargetSize(21, 9), Wide, new TargetSize(4, 3), new TargetSize(1, 1), new TargetSize(3, 4), Tall],
        "https://shotstack.io/models/seedance-2.0/"
    ) with
    {
        Settings = (_, size) => SizeSettings.Ratio(size, "ratio"),
        Lengths = new VideoLengths("duration", 4, 15),
    };

    private static PromptTarget Of(
        string id,
        string name,
        NegativeMode negatives,
        IReadOnlyList<TargetSize> sizes,
        string page
    ) =>
        new()
        {
            Id = id,
            Name = name,
            Form = PromptForm.Prose,
            Negatives = negatives,
            Unit = BudgetUnit.Characters,
            Limit = 2500,
            CountKind = CountKind.Exact,
            Features = TargetFeatures.Video,
            Sizes = sizes,
            Reference = new Uri(page),
        };
}
