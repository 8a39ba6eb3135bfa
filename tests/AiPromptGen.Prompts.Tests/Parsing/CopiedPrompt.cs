using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Parsing;

/// <summary>A rendering as a person copies it: A1111's blocks hold negatives and settings, elsewhere only the prompt moves.</summary>
internal static class CopiedPrompt
{
    public static string Of(StructuredPrompt prompt, PromptTarget target) =>
        Of(PromptRenderer.Render(prompt, target), target);

    public static string Of(Rendering rendering, PromptTarget target)
    {
        if (target.Form != PromptForm.Tags)
        {
            return rendering.Prompt;
        }

        var negative = rendering.Negative is { } unwanted ? $"\nNegative prompt: {unwanted}" : "";
        var settings = new List<string>();
        if (Value(rendering, "width") is { } width)
        {
            settings.Add($"Size: {width}x{Value(rendering, "height")}");
        }

        if (Value(rendering, "seed") is { } seed)
        {
            settings.Add($"Seed: {seed}");
        }

        return $"{rendering.Prompt}{negative}{(settings.Count > 0 ? "\n" : "")}{string.Join(", ", settings)}";
    }

    /// <summary>What the copy says after it was read and rendered for the same target again.</summary>
    public static string Again(string copied, PromptTarget target) =>
        Of(PromptParser.Parse(copied, PromptParser.GrammarOf(target)).Prompt, target);

    private static string? Value(Rendering rendering, string name) =>
        rendering.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;
}
