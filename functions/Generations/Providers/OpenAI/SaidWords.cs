using System.Collections.Frozen;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The words that a text has, whatever their grammatical form. What they cover does not have to be said again.</summary>
internal sealed class SaidWords
{
    private static readonly FrozenSet<string> Small = WordLists.Set("small");

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    public SaidWords(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            Add(text);
        }
    }

    public void Add(string? text) => _stems.UnionWith(Stems(text ?? ""));

    /// <summary>Whether every significant word of the text has been said already.</summary>
    public bool Covers(string text) => Stems(text).All(_stems.Contains);

    private static IEnumerable<string> Stems(string text) =>
        Tokenizer
            .Split(text, 0, text.Length)
            .Where(token => !Small.Contains(token.Key))
            .Select(token => WordForms.Stem(token.Key));
}
