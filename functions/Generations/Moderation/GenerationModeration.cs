using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Moderation;

/// <summary>Decides for each generation whether the classifier judges it.</summary>
internal sealed class GenerationModeration(ContentModeration moderation)
{
    /// <summary>A person who allows no provider has not allowed the classifier either; then only the rules judge.</summary>
    public JudgedGeneration Of(Generation generation) =>
        new(generation.Request.Providers is ProviderChoice.None ? null : moderation, generation.Id);
}

/// <summary>
/// Judges the content of one generation: before any route is asked, everything that was sent or composed, and afterwards what a model made
/// of it.
/// </summary>
internal sealed class JudgedGeneration(ContentModeration? moderation, string id)
{
    /// <summary>The classifier, when it is asked, because it is sent the content just as a route is.</summary>
    public IReadOnlyList<ModelRoute> SentTo => moderation?.Route is { } route ? [route] : [];

    /// <returns>Null when it may go on.</returns>
    public async Task<GenerationResult?> CheckAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        if (moderation is null)
        {
            return null;
        }

        var picture = request.Picture;
        var said = Said([
            .. request.ToCheck().Select(ContentTexts.Of),
            picture?.Metadata.Prompt?.Prompt,
            request.Plan is { } plan ? ContentTexts.Of(plan.Prompt) : null,
        ]);
        var ofText = moderation.CheckAsync(
            new ModerationQuestion(id, ContentStages.Input, said) { Text = said },
            cancellationToken
        );
        var ofPicture = picture is null
            ? null
            : moderation.CheckAsync(
                new ModerationQuestion(id, ContentStages.Image, said)
                {
                    Picture = ModerationInputs.Copy(picture.Bytes, picture.Format),
                },
                cancellationToken
            );
        return await ofText ?? (ofPicture is null ? null : await ofPicture);
    }

    /// <summary>
    /// Judges what a route made. An answer of the embedded engine is not judged again, because it consists of the person's words, which
    /// were judged, and of the library's. Of a painting only the pictures and the provider's own words are judged, because its prompt was
    /// judged before.
    /// </summary>
    /// <returns>The same result, one with fewer pictures, or the refusal that takes its place.</returns>
    public async Task<GenerationResult> PassedAsync(
        GenerationResult made,
        ModelRoute route,
        CancellationToken cancellationToken
    )
    {
        if (
            moderation is not { } classifier
            || made is not { Answer.Status: GenerationStatus.Succeeded, Prompt: { } prompt }
            || route.Provider is EmbeddedProvider.ProviderName
        )
        {
            return made;
        }

        var said = Said([.. made.Variations.Prepend(prompt).Select(ContentTexts.Of)]);
        var question = new ModerationQuestion(id, ContentStages.Output, said) { Route = route };
        var questions =
            made.Pictures.Count == 0
                ? [question with { Text = said }]
                : made.Pictures.Select(picture =>
                    question with
                    {
                        Said = Said([said, picture.RevisedPrompt]),
                        Text = picture.RevisedPrompt ?? "",
                        Picture = Judged(picture),
                    }
                );
        var ends = await Task.WhenAll(questions.Select(one => classifier.CheckAsync(one, cancellationToken)));
        return Passed(made, ends);
    }

    /// <summary>
    /// Pictures that pass are delivered, and only they are paid for, just as when a painter itself refuses some. When one of them is
    /// refused for showing minors, all are refused, because all were made from the same words.
    /// </summary>
    private static GenerationResult Passed(GenerationResult made, GenerationResult?[] ends)
    {
        var stopped = ends.OfType<GenerationResult>().ToList();
        if (stopped.Count == 0)
        {
            return made;
        }

        var passed = made.Pictures.Where((_, i) => ends[i] is null).ToList();
        if (passed.Count == 0 || stopped.Find(IsOfMinors) is not null)
        {
            return stopped.Find(IsOfMinors) ?? stopped[0];
        }

        var price = Pricing.OfPassed(made.Answer.PriceCredits, made.Pictures.Count, passed.Count);
        return made with { Answer = made.Answer with { PriceCredits = price }, Pictures = passed };
    }

    private static bool IsOfMinors(GenerationResult end) =>
        end.Answer.SafetyCategories?.Contains(ContentCategories.Minors, StringComparison.Ordinal) is true;

    /// <summary>
    /// The picture that the classifier is sent: the small copy, which shows enough, or the picture itself where there is none.
    /// </summary>
    private static ModeratedPicture Judged(ResultPicture picture)
    {
        var image = picture.Thumbnail ?? picture.Image;
        return ModerationInputs.Copy(image.Bytes, image.Subtype);
    }

    private static string Said(IEnumerable<string?> texts) =>
        string.Join(". ", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal));
}
