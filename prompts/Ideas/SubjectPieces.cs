using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Things that have the names of persons.</summary>
internal static partial class SubjectReader
{
    private static readonly FrozenSet<string> ChessPieces = WordLists.Set("chess-pieces");
    private static readonly FrozenSet<string> ChessWords = WordLists.Set("chess-words");

    private static readonly FrozenSet<string> PlaysChess = WordLists.Set("plays-chess");

    /// <summary>Who plays is a person.</summary>
    private static bool IsChess(List<Token> tokens) =>
        tokens.Where((_, i) => ChessWords.Contains(tokens[i].Key) || ChessWords.Contains(TwoAt(tokens, i))).Any()
        && !tokens.Exists(token => PlaysChess.Contains(token.Key));

    private static string TwoAt(List<Token> tokens, int at) =>
        Tokenizer.Join(tokens, at, Math.Min(2, tokens.Count - at));

    /// <summary>"A chess set where the white king has fallen": a piece, nobody's portrait and no battle.</summary>
    private static void ReadPieces(IdeaReading reading)
    {
        reading.Contexts.ExceptWith(["being", "battle"]);
        if (reading.Noun is { } noun && ChessPieces.Contains(noun.ToLowerInvariant()))
        {
            reading.Contexts.ExceptWith([Lexicon.People, Fantasy, Group]);
            reading.Domain = Lexicon.Instance.Domain(Lexicon.General);
        }
    }
}
