using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Prompts;

/// <param name="Shows">What is drawn, for the reader; the engine is not told.</param>
/// <param name="Hint">What the person writes beside it; may be empty.</param>
internal sealed record SamplePicture(string Shows, Func<byte[]> Draw, string Hint, string Targets)
{
    public LensFacts? Lens { get; init; }
    public RecoveredPrompt? Recovered { get; init; }

    public StructuredPrompt Compose() =>
        PictureComposer.Compose(PictureMeter.Measure(Draw()), Recovered, Lens, new IdeaControls(), Hint);
}

internal static class SamplePictures
{
    public static readonly IReadOnlyList<SamplePicture> All =
    [
        new("a dark street with lit windows", TestPictures.NightStreet, "", "flux midjourney ideogram-4"),
        new("a pastel gradient", TestPictures.PastelGradient, "wallpaper for a phone", "gpt-image flux-2 sdxl"),
        new("a vase on white, high key", TestPictures.HighKeyProduct, "a terracotta vase", "imagen flux-2 midjourney"),
        new(
            "hills in gray, with film grain",
            TestPictures.MonochromeHills,
            "hills in the fog",
            "sdxl midjourney dall-e-3"
        ),
        new("flat shapes: sun, house, lawn", TestPictures.FlatIllustration, "", "ideogram-4 firefly sd15"),
        new(
            "fine detail in the middle, soft and warm around it",
            TestPictures.PortraitFocus,
            "a man with a beard",
            "flux gemini-image sdxl"
        )
        {
            Lens = new LensFacts { Aperture = 1.8, FocalLength35Millimetres = 85 },
        },
        new("a sunset over dark ground, 16:9", TestPictures.Sunset, "", "midjourney gpt-image ideogram-3"),
        new("blue and white tiles, mirror-symmetrical", TestPictures.Tiles, "azulejo tiles", "sdxl flux-2 imagen"),
        new("blue water, little contrast", TestPictures.UnderWater, "a diver", "sd35 midjourney gpt-image"),
        new(
            "a plain color; the file carries the prompt that made it",
            () => TestPictures.Solid("#336699"),
            "",
            "sdxl invokeai flux"
        )
        {
            Recovered = A1111Reader.Parse(
                "a (red fox:1.2) in the snow, film still\nNegative prompt: blurry, (text:1.3)\nSteps: 28, Sampler: Euler a, Seed: 1234, Size: 832x1216"
            ),
        },
    ];
}
