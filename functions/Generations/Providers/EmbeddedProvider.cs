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
        Task.FromResult<ProviderAnswer>(
            request.Picture is { } picture
                ? Describe(request, picture)
                : new ProviderAnswer.Composed(
                    FinishedPrompt.Compose(new Idea { Text = request.Idea, Controls = request.Controls })
                )
        );

    private static ProviderAnswer.Composed Describe(ProviderRequest request, Picture picture)
    {
        var metadata = picture.Upload.Metadata;
        var facts = PictureMeter.Measure(picture.Bytes);
        return new ProviderAnswer.Composed(
            PictureComposer.Compose(facts, metadata.Prompt, metadata.Lens, request.Controls, request.Idea)
        );
    }
}
