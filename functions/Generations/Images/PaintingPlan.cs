using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Images;

/// <summary>One generation's painting: the prompt that stays with it, how many pictures, and how they are taken in.</summary>
/// <param name="Quality">low, medium or high; null is the usual one.</param>
internal sealed record PaintingPlan(StructuredPrompt Prompt, string? Quality, int Count, ResultPictures Pictures)
{
    public Painting PaintingFor(ModelRoute route) => PaintingRules.Paint(Prompt, TargetOf(route), Quality, Count);

    /// <summary>Of one picture.</summary>
    public int PriceAt(ModelRoute route) =>
        Pricing.Of(route, Quality, PictureSize.Of(TargetOf(route), Prompt.AspectRatio).Pixels);

    private static PromptTarget TargetOf(ModelRoute route) => PromptTargets.Find(route.Target ?? "")!;

    /// <summary>Pictures become clean ones; an answer without any is one that cannot be read.</summary>
    public async Task<ProviderAnswer> TakeAsync(ProviderAnswer answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case ProviderAnswer.Painted painted:
                var clean = await Pictures.CleanAsync(painted.Images.Take(Count), cancellationToken);
                return clean.Count > 0 ? painted with { Clean = clean } : new ProviderAnswer.Unknown();
            case ProviderAnswer.Composed:
                return new ProviderAnswer.Unknown();
            default:
                return answer;
        }
    }
}
