using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// The engine inside this program, which needs no network: it reads ideas by grammar, lexicon and library, and pictures by measuring
/// them and by their metadata. It is always there, so the product works without any provider; its route says that it answered.
/// </summary>
internal sealed class EmbeddedProvider : IGenerationProvider
{
    public const string ProviderName = "embedded";

    /// <summary>The model that is named for its answers, where the owner has set no route for it.</summary>
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
    /// The prompt for one text, into which the answer of every other provider is merged. A picture's measures have no variations, so
    /// only another text beside the picture makes another prompt.
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
