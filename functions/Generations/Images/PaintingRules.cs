using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Images;

/// <summary>What a painter is asked for.</summary>
internal static class PaintingRules
{
    public const int MaxPictures = 4;

    /// <summary>The steps of quality that a painter can be asked for; any other word becomes part of the prompt.</summary>
    public static readonly IReadOnlyList<string> Qualities = ["low", "medium", "high"];

    /// <summary>How many prices a request can come to: its pictures, or 1 where nothing is painted.</summary>
    public static int CountOf(GenerationRequest request) =>
        request.Kind == GenerationKind.TextToImage ? Math.Clamp(request.Controls?.Variations ?? 1, 1, MaxPictures) : 1;

    /// <summary>The mistakes that only text-to-image can have. All pictures of a request show one prompt.</summary>
    public static IEnumerable<ProblemError> Mistakes(GenerationRequest request)
    {
        if (request.Kind != GenerationKind.TextToImage)
        {
            yield break;
        }

        if (request.Providers is ProviderChoice.None)
        {
            yield return new ProblemError("providers", "providers-needed", "Pictures are painted by a provider only.");
        }

        if (request.Controls is not { } controls)
        {
            yield break;
        }

        if (controls.Variations is > MaxPictures)
        {
            yield return new ProblemError(
                "controls.variations",
                "control-invalid",
                $"At most {MaxPictures} pictures a request."
            );
        }

        if (controls.AllCombinations is true)
        {
            yield return new ProblemError(
                "controls.allCombinations",
                "control-invalid",
                "Pictures are counted by variations; of a template the first text is painted."
            );
        }
    }

    /// <summary>
    /// The step of quality that is asked for and paid. It comes from the control, including one that a remix takes on from its parent; a
    /// word such as "high quality" in the idea is not a step.
    /// </summary>
    public static string? QualityOf(IdeaControls controls) =>
        QualityRules.Step(controls.Quality is { Length: > 0 } word ? Slot.User(word) : null);

    /// <summary>The prompt in the language of the painter's target. The structured prompt behind it is the same for every route.</summary>
    public static Painting Paint(StructuredPrompt prompt, PromptTarget target, string? quality, int count) =>
        new(target, PromptRenderer.Render(prompt, target).Prompt, prompt.AspectRatio, quality, count);
}
