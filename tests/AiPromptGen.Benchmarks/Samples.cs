using AiPromptGen.Prompts;
using NetVips;

namespace AiPromptGen.Benchmarks;

/// <summary>Inputs of a common size; drawn and written here, so that nothing has to be fetched.</summary>
public static class Samples
{
    public const string Idea =
        "a weathered lighthouse keeper with a brass lantern on a spiral staircase, golden hour, oil painting, no people, 3:2";

    /// <summary>Ten of its words have a letter too few, too many or in the wrong place.</summary>
    public const string MisspeltIdea =
        "a weatherd lightouse keper with a bras lantren on a spirl stircase, golden houre, oil paintng, no peple, 3:2";

    public const string Midjourney =
        "a weathered lighthouse keeper with a brass lantern, golden hour, oil painting, low angle --ar 3:2 --s 250 --seed 7 --no people --v 7";

    public const string A1111 =
        "masterpiece, (weathered lighthouse keeper:1.3), ((brass lantern)), golden hour, oil painting, [fog], <lora:film:0.6>\nNegative prompt: blurry, (bad hands:1.4), watermark\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 7, Size: 1216x832";

    public static StructuredPrompt Composed() => IdeaComposer.Compose(IdeaOf(DetailLevel.Full));

    public static Idea IdeaOf(DetailLevel detail) =>
        new()
        {
            Text = Idea,
            Controls = new IdeaControls { Detail = detail },
        };

    /// <summary>4000 × 3000 with soft shapes and grain, as a JPEG that a telephone could have made.</summary>
    public static byte[] Photo()
    {
        using var grain = Image.Gaussnoise(4000, 3000, sigma: 12, mean: 0, seed: 1);
        using var coordinates = Image.Xyz(4000, 3000);
        using var x = coordinates.ExtractBand(0);
        using var y = coordinates.ExtractBand(1);
        using var red = ((x * 0.05).Sin() * 60) + 128 + grain;
        using var green = ((y * 0.07).Sin() * 50) + 110 + grain;
        using var blue = (((x + y) * 0.03).Cos() * 40) + 140 + grain;
        using var bands = red.Bandjoin(green, blue);
        using var picture = bands.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return picture.JpegsaveBuffer(q: 90);
    }
}
