using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>
/// Results that nobody would pay for cost nothing: a prompt that the picture carried, a picture that was only measured, an
/// idea that was kept whole because no model translated it, one to which a model was to add nothing, and our own draft where a
/// model was wanted and none could answer. The one place where that is decided.
/// </summary>
internal static class FreeRules
{
    /// <summary>The model of the route for prompts that a picture carries.</summary>
    public const string RecoveredModel = "recovered";

    public const string Recovered = "recovered";
    public const string Measured = "measured";
    public const string KeptWhole = "kept-whole";
    public const string Unchanged = "unchanged";

    /// <summary>Kept with the answer: nothing else says that others were to answer.</summary>
    public const string Draft = "draft";

    /// <summary>Why it costs nothing, or null.</summary>
    /// <param name="provider">Who answered.</param>
    /// <param name="prompts">All prompts of the result.</param>
    public static string? ReasonOf(
        GenerationKind kind,
        string? provider,
        string? model,
        IEnumerable<StructuredPrompt> prompts
    )
    {
        if (provider is not EmbeddedProvider.ProviderName)
        {
            return null;
        }

        return kind switch
        {
            GenerationKind.ImageToPrompt => model is RecoveredModel ? Recovered : Measured,
            GenerationKind.TextToPrompt when prompts.All(prompt => prompt.Idea is { KeptWhole: true }) => KeptWhole,
            _ => null,
        };
    }

    /// <summary>Whether no word of a result is a model's: then the model was paid for nothing, and the person pays nothing.</summary>
    public static bool IsUnchanged(IEnumerable<StructuredPrompt> prompts) =>
        prompts.All(prompt =>
            prompt.Idea?.English is null
            && prompt.AspectRatio?.Source != SlotSource.Model
            && prompt.Slots().All(placed => placed.Slot.Source != SlotSource.Model)
        );

    public static string MessageOf(string reason) =>
        reason switch
        {
            Recovered => "The picture carried its prompt; no model was asked.",
            Measured => "The picture was measured and no model described it.",
            KeptWhole => "The idea was kept as you wrote it: no model was there to translate or extend it.",
            Draft => "No model could answer, so this is the program's own draft.",
            Unchanged => "Your words were wanted as they are; no model's word is in the result.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
        };
}
