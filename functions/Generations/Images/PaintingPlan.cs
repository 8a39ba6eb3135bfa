using System.Globalization;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Images;

/// <summary>One generation's painting: the prompt that stays with it, how many pictures, and how they are taken in.</summary>
/// <param name="Quality">low, medium or high; null is the usual one.</param>
internal sealed record PaintingPlan(StructuredPrompt Prompt, string? Quality, int Count, ResultPictures Pictures)
{
    public Painting PaintingFor(ModelRoute route) => PaintingRules.Paint(Prompt, TargetOf(route), Quality, Count);

    /// <summary>Credits for one picture.</summary>
    public int PriceAt(ModelRoute route) =>
        Pricing.PriceOf(route, Quality, PictureSize.From(TargetOf(route), Prompt.AspectRatio).Pixels);

    private static PromptTarget TargetOf(ModelRoute route) => PromptTargets.Find(route.Target ?? "")!;

    /// <summary>
    /// Cleans the pictures of an answer. An answer without a picture that can be read becomes <see cref="ProviderResult.Unknown"/>.
    /// </summary>
    public async Task<ProviderResult> TakeAsync(ProviderResult answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case ProviderResult.Painted painted:
                var clean = await Pictures.CleanAsync(painted.Images.Take(Count), cancellationToken);
                return clean.Count > 0 ? painted with { Clean = clean } : new ProviderResult.Unknown();
            case ProviderResult.Composed:
                return new ProviderResult.Unknown();
            default:
                return answer;
        }
    }
}

/// <summary>The size in pixels that a painter is asked for.</summary>
internal sealed record PictureSize(int Width, int Height)
{
    private static readonly PictureSize Square = new(1024, 1024);

    public int Pixels => Width * Height;

    /// <summary>
    /// The target's size whose ratio is nearest. Where nobody asked for a ratio it is the first of the target's sizes, or a square where it
    /// names none.
    /// </summary>
    public static PictureSize From(PromptTarget target, AspectRatio? ratio)
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

    /// <summary>The form that image APIs use: "1536x1024".</summary>
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
