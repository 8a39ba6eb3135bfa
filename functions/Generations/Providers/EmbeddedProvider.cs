using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// No network: ideas by grammar, lexicon and library, pictures by measurement and metadata. Always there, so that the product
/// works with no provider at all; labelled as what it is by its route.
/// </summary>
internal sealed class EmbeddedProvider : IGenerationProvider
{
    public const string ProviderName = "embedded";

    /// <summary>For ideas, where no route of a request names another.</summary>
    public const string UsualModel = "idea-1";

    public string Name => ProviderName;

    public bool Serves(GenerationKind kind) => kind is GenerationKind.TextToPrompt or GenerationKind.ImageToPrompt;

    public Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        var prompts = IdeaVariations.Compose(
            request.Texts,
            request.Controls,
            (text, filling) => Draft(request, text, filling)
        );
        return Task.FromResult<ProviderResult>(
            new ProviderResult.Composed(prompts[0]) { Variations = [.. prompts.Skip(1)], Unsent = true }
        );
    }

    /// <summary>
    /// One prompt for one of the texts; what every other provider's answer is merged into. Measures have no variations; another
    /// hint makes another prompt.
    /// </summary>
    internal static StructuredPrompt Draft(PromptRequest request, string text, int filling)
    {
        var one = request.Controls with { Variations = null };
        if (request.Picture is { } picture)
        {
            var metadata = picture.Metadata;
            return PictureComposer.Compose(picture.Facts, metadata.Prompt, metadata.Lens, one, text);
        }

        var (idea, number) = (new Idea { Text = text, Controls = one }, request.FirstFilling + filling);
        return request.Remix?.Compose(idea, number) ?? FinishedPrompt.Compose(idea, number);
    }
}
