using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>
/// Full-text search in a history: every word asked for must be part of what the person wrote or of a prompt that came of it.
/// Case, accents and full-width letters make no difference; a part of a word is enough, as languages without spaces need.
/// </summary>
internal static class SearchRules
{
    private const int MaxLength = 200;

    /// <returns>Null when nothing is asked for.</returns>
    /// <exception cref="ProblemException">400: too long, or no word.</exception>
    public static Func<Generation, bool>? Of(string? query)
    {
        if (query is null)
        {
            return null;
        }

        var words = ContentWords.Plain(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return query.Length <= MaxLength && words.Length > 0
            ? generation => Matches(generation, words)
            : throw Problems.Invalid("q", "search-invalid", $"Words, in at most {MaxLength} characters.").ToException();
    }

    private static bool Matches(Generation generation, string[] words)
    {
        var text = ContentWords.Plain(TextOf(generation));
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static string TextOf(Generation generation)
    {
        var prompts = generation.Variations.Prepend(generation.Prompt).OfType<StructuredPrompt>();
        var texts = prompts.SelectMany(prompt =>
            prompt
                .Slots()
                .Select(placed => placed.Slot.Value)
                .Append(prompt.Title)
                .Append(prompt.Summary)
                .Append(prompt.Idea?.Original)
                .Append(prompt.Verbatim?.Prompt)
        );
        var painted = generation.Images.Select(image => image.RevisedPrompt);
        return string.Join('\n', texts.Concat(painted).Prepend(generation.Request.Idea));
    }
}
