using System.IO.Compression;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Writing.Tokens;

/// <summary>The byte-pair vocabulary of CLIP's text encoder (see NOTICE.md beside this file), read once.</summary>
internal sealed class ClipVocabulary
{
    private const int Bytes = 256;

    /// <summary>
    /// Slightly more than the number of tokens, so that a table of this size never has to grow. Making a frozen table would take three
    /// times as long.
    /// </summary>
    private const int Tokens = 50_000;

    private const string WordEnd = "</w>";

    private static readonly Lazy<ClipVocabulary> Lazily = new(() => new ClipVocabulary());

    /// <summary>The token that two neighbors become. A lower token is joined first.</summary>
    private readonly Dictionary<int, int> _merges = new(Tokens);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly int[] _bytes = new int[Bytes];

    private ClipVocabulary()
    {
        var ids = Alphabet();
        var words = new Dictionary<string, int>(Tokens, StringComparer.Ordinal);
        foreach (var line in Lines())
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (first, second, id) = (line[..space], line[(space + 1)..], ids.Count);
            _merges.Add(Pair(ids[first], ids[second]), id);
            var whole = first + second;
            ids[whole] = id;
            if (whole.EndsWith(WordEnd, StringComparison.Ordinal) && whole.All(char.IsAscii))
            {
                words[whole[..^WordEnd.Length]] = id;
            }
        }

        Words = words;
        _words = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static ClipVocabulary Instance => Lazily.Value;

    /// <summary>Words of plain letters that are one token.</summary>
    public IReadOnlyDictionary<string, int> Words { get; }

    public int? Whole(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var id) ? id : null;

    /// <summary>The token of a byte, which differs inside a word and at its end.</summary>
    public int OfByte(byte value, bool atEnd) => _bytes[value] + (atEnd ? Bytes : 0);

    /// <summary>The token that two neighbors become; null when they are not joined.</summary>
    public int? Joined(int first, int second) => _merges.TryGetValue(Pair(first, second), out var id) ? id : null;

    /// <summary>
    /// The key of a pair. There are fewer than 2¹⁶ tokens, so two of them fit into 32 bits, and a table with 32-bit keys is the fastest
    /// that .NET has.
    /// </summary>
    private static int Pair(int first, int second) => (first << 16) | second;

    /// <summary>
    /// Maps each byte to the visible character by which the vocabulary writes it. Printable bytes are written as themselves and have the
    /// lowest ids.
    /// </summary>
    private Dictionary<string, int> Alphabet()
    {
        var order = Enumerable.Range(0, Bytes).OrderBy(value => IsPrintable(value) ? 0 : 1).ToList();
        var ids = new Dictionary<string, int>(Tokens, StringComparer.Ordinal);
        var next = Bytes;
        var letters = order.ConvertAll(value => ((char)(IsPrintable(value) ? value : next++)).ToString());
        for (var i = 0; i < Bytes; i++)
        {
            _bytes[order[i]] = i;
            ids.Add(letters[i], i);
        }

        for (var i = 0; i < Bytes; i++)
        {
            ids.Add(letters[i] + WordEnd, Bytes + i);
        }

        return ids;
    }

    private static bool IsPrintable(int value) =>
        value is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');

    private static IEnumerable<string> Lines()
    {
        using var packed =
            typeof(ClipVocabulary).Assembly.GetManifestResourceStream("Prompts.clip-merges")
            ?? throw new InvalidOperationException("The vocabulary of CLIP is missing from the assembly.");
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
