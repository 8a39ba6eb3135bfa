using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Escapes in JSON what JSON demands, and what nobody could see. <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> escapes every
/// character beyond the first 65,536 besides, which is every emoji.
/// </summary>
internal sealed unsafe class PlainTextEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => !IsPlain(unicodeScalar) && Relaxed.WillEncode(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    ) => Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var at = 0; at < textLength; at += 2)
        {
            var found = Relaxed.FindFirstCharacterToEncode(text + at, textLength - at);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (at + 1 >= textLength || !Rune.TryCreate(text[at], text[at + 1], out var pair) || !IsPlain(pair.Value))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsPlain(int scalar) =>
        scalar > char.MaxValue
        && CharUnicodeInfo.GetUnicodeCategory(scalar)
            is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
