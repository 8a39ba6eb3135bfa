using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// No network: ideas by grammar, lexicon and library, pictures by measurement and metadata. Always there, so that the product
/// works with no provider at all; labelled as what it is by its route.
/// </summary>
internal sealed class EmbeddedProvider(IdeaComposer ideas, PictureMeter meter) : IGenerationProvider
{
    public const string ProviderName = "embedded";

    public string Name => ProviderName;

    public bool Serves(GenerationKind kind) => kind is GenerationKind.TextToPrompt or GenerationKind.ImageToPrompt;

    public Task<ProviderAnswer> GenerateAsync(ProviderRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ProviderAnswer>(
            request.Picture is { } picture
                ? Describe(request, picture)
                : new ProviderAnswer.Composed(ideas.Compose(new Idea(request.Idea, request.Controls)))
        );

    private ProviderAnswer Describe(ProviderRequest request, Picture picture)
    {
        var metadata = picture.Upload.Metadata;
        var facts = meter.Measure(picture.Bytes);
        return new ProviderAnswer.Composed(
            PictureComposer.Compose(facts, metadata.Prompt, metadata.Lens, request.Controls, request.Idea)
        );
    }
}
