using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The words that a text says, without regard to their forms: what they cover needs no saying again.</summary>
internal sealed class SaidWords
{
    /// <summary>Words that say nothing by themselves.</summary>
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "or",
        "with",
        "from",
        "by",
        "for",
        "as",
        "into",
        "over",
        "his",
        "her",
        "its",
        "their",
        "is",
        "are",
    };

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
            .Where(token => !Small.Contains(token.Key))
            .Select(token => WordForms.Stem(token.Key));
}
