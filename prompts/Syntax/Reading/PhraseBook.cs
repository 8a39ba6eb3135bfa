using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>
/// Recognizes the library's words in a finished prompt: a whole phrase as the renderer writes it, which may take several parts, or a name
/// or alias that is a part of its own.
/// </summary>
internal sealed class PhraseBook
{
    private static readonly Lazy<PhraseBook> Lazily = new(() => new PhraseBook(PromptLibrary.Instance));

    private readonly FrozenDictionary<string, LibraryEntry> _phrases;
    private readonly FrozenSet<string> _colors;
    private readonly int _longest;

    private PhraseBook(PromptLibrary library)
    {
        _phrases = library
            .Entries.Where(IsSlot)
            .SelectMany(entry => ((string?[])[entry.Phrase, entry.Prose]).OfType<string>().Select(p => (Key(p), entry)))
            .DistinctBy(pair => pair.Item1, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.entry, StringComparer.Ordinal);
        _longest = _phrases.Keys.Max(phrase => phrase.Count(c => c == ',')) + 1;
        _colors = library
            .Colors.Select(color => color.Name)
            .Concat(library.Entries.SelectMany(entry => entry.Colors ?? []).Select(color => color.Name))
            .Select(Key)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    public static PhraseBook Instance => Lazily.Value;

    /// <summary>The longest phrase that begins at a part: its library entry, how many parts it takes, and the words to keep.</summary>
    public (LibraryEntry Entry, int Count, string Words)? Find(List<PromptPart> parts, int first)
    {
        var text = parts[first].Text;
        var most = 1;
        while (
            most < _longest
            && first + most < parts.Count
            && parts[first + most - 1].Separator is ","
            && parts[first + most].IsPlain
        )
        {
            most++;
        }

        for (var count = most; count > 0; count--)
        {
            var words = count == 1 ? text : string.Join(", ", parts.Skip(first).Take(count).Select(part => part.Text));
            if (_phrases.TryGetValue(Key(words), out var entry))
            {
                return (entry, count, entry.Phrase);
            }
        }

        return PromptLibrary.Instance.FindKey(Key(text)) is { } named && IsSlot(named) ? (named, 1, text) : null;
    }

    public bool IsColor(string name) => _colors.Contains(Key(name));

    /// <summary>Whether it is a color of the library or a shade of one, such as "kelp green".</summary>
    public bool IsShade(string name) =>
        IsColor(name)
        || (
            Key(name).Split(' ') is [var kind, var color]
            && kind is not ("a" or "an" or "the" or "in" or "and" or "of" or "with")
            && _colors.Contains(color)
        );

    /// <summary>
    /// Whether the entry fills a slot with its words. The words of a ratio or of a palette stay where they are, because these become
    /// numbers.
    /// </summary>
    private static bool IsSlot(LibraryEntry entry) => entry.Kind is not (LibraryKind.Ratio or LibraryKind.Palette);

    private static string Key(string text) => PromptLibrary.Key(text.TrimEnd('.'));
}
