using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The words that a text says, without regard to their forms: what they cover needs no saying again.</summary>
internal sealed class SaidWords
{
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    public SaidWords(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            Add(text);
        }
    }

    public void Add(string? text) => _stems.UnionWith(Stems(text ?? ""));

    /// <summary>Whether every word of weight is said already.</summary>
    public bool Covers(string text) => Stems(text).All(_stems.Contains);

    private static IEnumerable<string> Stems(string text) =>
        Tokenizer
            .Split(text, 0, text.Length)
            .Where(token => !IsSmall(token.Key))
            .Select(token => WordForms.Stem(token.Key));

    /// <summary>Words that say nothing by themselves.</summary>
    private static bool IsSmall(string word) =>
        word
            is "a"
                or "an"
                or "the"
                or "of"
                or "in"
                or "on"
                or "at"
                or "to"
                or "and"
                or "or"
                or "with"
                or "from"
                or "by"
                or "for"
                or "as"
                or "into"
                or "over"
                or "his"
                or "her"
                or "its"
                or "their"
                or "is"
                or "are";
}
