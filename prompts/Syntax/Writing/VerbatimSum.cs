using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Finds out whether the slots of a finished prompt, and its ratio and seed, are still those that were read from it. There are two sums, so
/// that another ratio changes that of the settings and not that of the words.
/// </summary>
internal static class VerbatimSum
{
    public static string Of(StructuredPrompt prompt, IReadOnlyList<string> added, AspectRatio? ratio, long? seed) =>
        $"{SlotsOf(prompt, added)}-{SettingsOf(ratio, seed)}";

    /// <summary>Whether the words are still those of the text.</summary>
    public static bool HasWords(StructuredPrompt prompt, VerbatimPrompt verbatim) =>
        verbatim.Slots is not { } sum
        || sum.StartsWith(SlotsOf(prompt, verbatim.Added ?? []), StringComparison.Ordinal);

    /// <summary>Whether ratio and seed are still those of the text.</summary>
    public static bool HasSettings(StructuredPrompt prompt, VerbatimPrompt verbatim) =>
        verbatim.Slots is not { } sum
        || sum.EndsWith(SettingsOf(prompt.AspectRatio, prompt.Seed), StringComparison.Ordinal);

    private static string SlotsOf(StructuredPrompt prompt, IReadOnlyList<string> added)
    {
        var sum = 0UL;
        foreach (var (_, path, slot) in prompt.Slots())
        {
            if (!added.Contains(path, StringComparer.Ordinal))
            {
                sum = StableHash.Of(slot.Value, StableHash.Of(path, sum));
            }
        }

        return sum.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string SettingsOf(AspectRatio? ratio, long? seed) =>
        StableHash.Of(string.Create(null, $"{ratio} {seed}")).ToString("x16", CultureInfo.InvariantCulture);
}
