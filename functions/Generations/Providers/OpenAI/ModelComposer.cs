using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Makes prompts of ideas or a picture: one question for each text, and each answer is merged into the embedded engine's own draft.
/// </summary>
internal static class ModelComposer
{
    private const int CallsAtOnce = 4;

    /// <summary>With more descriptions in one answer they become alike, and the answer slow.</summary>
    private const int MaxDescriptions = 4;

    /// <param name="ask">Asks the model: the text, and the number of descriptions wanted.</param>
    public static async Task<ProviderResult> ComposeAsync(
        PromptRequest request,
        Func<string, int, CancellationToken, Task<ChatReading>> ask,
        CancellationToken cancellationToken
    )
    {
        var controls = request.Controls;
        var wanted = controls.AllCombinations is true ? request.Texts.Count : Math.Max(1, controls.Variations ?? 1);
        var texts = request.Texts.Take(wanted).ToList();
        if (
            request.Picture is null
            && texts.TrueForAll(text => ModelMerge.AddsNothing(EmbeddedProvider.Draft(request, text, 0), controls))
        )
        {
            // The model is not asked, so there is nothing to pay.
            var answer = await new EmbeddedProvider().GenerateAsync(request, cancellationToken);
            return (ProviderResult.Composed)answer with { Unchanged = true, Unsent = true };
        }

        var descriptions = Math.Min(MaxDescriptions, (wanted + texts.Count - 1) / texts.Count);
        var readings = new ChatReading?[texts.Count];
        var atOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = CallsAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(
            0,
            texts.Count,
            atOnce,
            async (i, token) =>
            {
                // When one text is refused, the whole request is, as by this app's own check, so no further text is asked about and paid.
                if (!Array.Exists(readings, reading => reading?.Ending is ProviderResult.Refused))
                {
                    readings[i] = await ask(texts[i], descriptions, token);
                }
            }
        );
        var came = readings.OfType<ChatReading>().ToArray();
        var ends = came.Select(reading => reading.Ending).OfType<ProviderResult>().ToList();
        return ends.Count > 0
            ? ProviderEnds.From(ends, isHeard: ends.Count < came.Length)
            : Merged(request, texts, came);
    }

    private static ProviderResult Merged(PromptRequest request, List<string> texts, ChatReading[] readings)
    {
        var usable = new Dictionary<string, List<ModelPrompt>>(StringComparer.Ordinal);
        foreach (var (text, reading) in texts.Zip(readings))
        {
            var said = reading.Answer!.Prompts.Where(model =>
                model is not null && Merge(request, text, 0, model, true) is not null
            );
            usable[text] = [.. said.Take(MaxDescriptions)];
            if (usable[text].Count == 0)
            {
                return ChatReading.Unusable;
            }
        }

        var prompts = IdeaVariations.Compose(
            texts,
            request.Controls,
            (text, filling) =>
            {
                // When every description has been used once, they are used again, with other choices of the library.
                var (model, fresh) = (usable[text][filling % usable[text].Count], filling < usable[text].Count);
                return Merge(request, text, filling, model, fresh) ?? EmbeddedProvider.Draft(request, text, filling);
            }
        );
        return prompts.Any(prompt => StructuredPromptRules.Mistakes(prompt).Count > 0)
            ? ChatReading.Unusable
            : new ProviderResult.Composed(prompts[0])
            {
                Variations = [.. prompts.Skip(1)],
                Unchanged = request.Remix is null && FreeRules.IsUnchanged(prompts),
            };
    }

    private static StructuredPrompt? Merge(
        PromptRequest request,
        string text,
        int filling,
        ModelPrompt model,
        bool replaces
    )
    {
        var draft = EmbeddedProvider.Draft(request, text, filling);
        return request.Picture is null
            ? ModelMerge.OfIdea(draft, model, request.Controls, replaces)
            : ModelMerge.OfPicture(draft, model, request.Controls, replaces);
    }
}
