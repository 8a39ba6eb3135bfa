using System.Text.Json;

namespace AiPromptGen.Prompts.Templates;

/// <summary>What one idea becomes: the texts of its template, and several fillings of one text.</summary>
public static class IdeaVariations
{
    /// <summary>Other numbers of the composer that are tried for a filling that nobody has yet.</summary>
    private const int MostTries = 200;

    /// <summary>The different texts of an idea, first one first; the idea itself when it is no template.</summary>
    /// <param name="idea">Checked before: its template has no mistake.</param>
    public static IReadOnlyList<string> Texts(Idea idea)
    {
        ArgumentNullException.ThrowIfNull(idea);
        if (!PromptTemplate.IsTemplate(idea.Text) || PromptTemplate.Read(idea.Text).Template is not { } template)
        {
            return [idea.Text];
        }

        var controls = idea.Controls;
        var seed = StableHash.Of(idea.Text, unchecked((ulong)(controls.Seed ?? -1)));
        return controls.AllCombinations is true
            ? template.All()
            : template.Draw(seed, Math.Max(1, controls.Variations ?? 1));
    }

    /// <summary>
    /// As many different prompts as were asked for; fewer where the idea has no more, as with detail "off" and no template.
    /// </summary>
    /// <param name="texts">Of <see cref="Texts"/>.</param>
    /// <param name="compose">Text and number of the filling; pure.</param>
    public static IReadOnlyList<StructuredPrompt> Compose(
        IReadOnlyList<string> texts,
        IdeaControls controls,
        Func<string, int, StructuredPrompt> compose
    )
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(controls);
        ArgumentNullException.ThrowIfNull(compose);
        var wanted = controls.AllCombinations is true ? texts.Count : Math.Max(1, controls.Variations ?? 1);
        var (prompts, seen) = (new List<StructuredPrompt>(), new HashSet<string>(StringComparer.Ordinal));
        for (var number = 0; prompts.Count < wanted && number < wanted + MostTries; number++)
        {
            var prompt = compose(texts[number % texts.Count], number / texts.Count);
            if (seen.Add(JsonSerializer.Serialize(prompt, PromptJson.Default.StructuredPrompt)))
            {
                prompts.Add(prompt);
            }
        }

        return prompts;
    }
}
