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

    public string Name => ProviderName;

    public bool Serves(GenerationKind kind) => kind is GenerationKind.TextToPrompt or GenerationKind.ImageToPrompt;

    public Task<ProviderAnswer> GenerateAsync(ProviderRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ProviderAnswer>(request.Picture is { } picture ? Describe(request, picture) : Compose(request));

    private static ProviderAnswer.Composed Compose(ProviderRequest request) =>
        Composed(
            request,
            (text, filling) =>
            {
                var idea = new Idea { Text = text, Controls = OneOf(request.Controls) };
                var number = request.FirstFilling + filling;
                return request.Remix?.Compose(idea, number) ?? FinishedPrompt.Compose(idea, number);
            }
        );

    /// <summary>Measures have no variations; another hint makes another prompt.</summary>
    private static ProviderAnswer.Composed Describe(ProviderRequest request, Picture picture)
    {
        var metadata = picture.Metadata;
        return Composed(
            request,
            (text, _) =>
                PictureComposer.Compose(picture.Facts, metadata.Prompt, metadata.Lens, OneOf(request.Controls), text)
        );
    }

    private static ProviderAnswer.Composed Composed(
        ProviderRequest request,
        Func<string, int, StructuredPrompt> compose
    )
    {
        var prompts = IdeaVariations.Compose(request.Texts, request.Controls, compose);
        return new ProviderAnswer.Composed(prompts[0]) { Variations = [.. prompts.Skip(1)] };
    }

    /// <summary>Each variation is one prompt for one picture.</summary>
    private static IdeaControls OneOf(IdeaControls controls) => controls with { Variations = null };
}
