using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Moderation;

/// <summary>For each generation, who judges it.</summary>
internal sealed class GenerationModeration(ContentModeration moderation)
{
    /// <summary>A person who refuses other companies has refused the classifier, too: then the rules judge alone.</summary>
    public JudgedGeneration Of(Generation generation) =>
        new(generation.Request.Providers is ProviderChoice.None ? null : moderation, generation.Id);
}

/// <summary>What of a generation is judged: all that was sent and composed before any route is asked, and what a model made of it.</summary>
internal sealed class JudgedGeneration(ContentModeration? moderation, string id)
{
    /// <summary>The classifier, where it is asked: it is sent the content as a route is.</summary>
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
    /// What the embedded engine made consists of the person's words, which were judged, and the library's. A prompt that was painted
    /// was judged before; its pictures were not.
    /// </summary>
    /// <returns>The same, or how it ends instead.</returns>
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
    /// Pictures that pass are delivered, and they alone are paid for, as when a painter itself refuses some. Where one of them
    /// shows what must not be at all, all have come of the same words.
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

    /// <summary>The small copy shows what there is to see.</summary>
    private static ModeratedPicture Judged(ResultPicture picture)
    {
        var image = picture.Thumbnail ?? picture.Image;
        return ModerationInputs.Copy(image.Bytes, image.Subtype);
    }

    private static string Said(IEnumerable<string?> texts) =>
        string.Join(". ", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal));
}
