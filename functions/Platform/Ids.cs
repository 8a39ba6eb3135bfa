using System.Security.Cryptography;

namespace AiPromptGen.Platform;

/// <summary>
/// Ids of 26 characters (Crockford base 32): ten for the inverted time in milliseconds, sixteen random. They sort newest
/// first, so a partition scan is a history, and cannot be guessed.
/// </summary>
public class Ids(TimeProvider time)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeCharacters = 10;
    private const int RandomCharacters = 16;
    private const long MaxTime = (1L << 48) - 1;

    public string New()
    {
        var inverted = MaxTime - time.GetUtcNow().ToUnixTimeMilliseconds();
        Span<char> id = stackalloc char[TimeCharacters + RandomCharacters];
        for (var i = TimeCharacters - 1; i >= 0; i--, inverted >>= 5)
        {
            id[i] = Alphabet[(int)(inverted & 31)];
        }

        Choose(Alphabet, id[TimeCharacters..]);
        return new string(id);
    }

    /// <summary>Chooses characters that nobody can guess. Only a simulation, which must be repeatable, overrides it.</summary>
    private protected virtual void Choose(ReadOnlySpan<char> from, Span<char> chosen) =>
        RandomNumberGenerator.GetItems(from, chosen);

    /// <summary>Whether a client's id can be one of ours; anything else must not reach a row key.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: TimeCharacters + RandomCharacters }
        && id.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
}
