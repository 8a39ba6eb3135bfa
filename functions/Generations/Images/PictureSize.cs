using System.Globalization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Images;

/// <summary>The size in pixels that a painter is asked for.</summary>
internal sealed record PictureSize(int Width, int Height)
{
    private static readonly PictureSize Square = new(1024, 1024);

    public int Pixels => Width * Height;

    /// <summary>The nearest that the target has; a square where nobody asked for a shape.</summary>
    public static PictureSize Of(PromptTarget target, AspectRatio? ratio)
    {
        var sizes = target.Sizes.Where(size => size.Pixels is not null).ToList();
        return ratio is null
            ? sizes.Count == 0
                ? Square
                : Parse(sizes[0].Pixels!)
            : sizes.Count > 0
                ? Parse(RatioRules.Nearest(sizes, ratio.Width, ratio.Height).Pixels!)
                : target.Id is "gpt-image-2"
                    ? Parse(GptImage2.PixelsOf(new TargetSize(ratio.Width, ratio.Height)))
                    : Square;
    }

    /// <summary>As interfaces write it: "1536x1024".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");

    private static PictureSize Parse(string pixels)
    {
        var sides = pixels.Split('x');
        return new(
            int.Parse(sides[0], CultureInfo.InvariantCulture),
            int.Parse(sides[1], CultureInfo.InvariantCulture)
        );
    }
}
