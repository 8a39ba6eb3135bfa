using System.Text;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>Reads lens data and keeps only values that a lens can have; anything else counts as absent.</summary>
internal static class LensReader
{
    private const int MaxName = 80;

    public static LensFacts? Read(ExifBlock exif)
    {
        var facts = new LensFacts
        {
            FocalLengthMillimetres = Within(exif.Number(0x920A), 1, 5_000),
            FocalLength35Millimetres = (int?)Within(exif.Number(0xA405), 1, 5_000),
            Aperture = Within(exif.Number(0x829D), 0.5, 128),
            ExposureSeconds = Within(exif.Number(0x829A), 1e-6, 86_400),
            Iso = (int?)Within(exif.Number(0x8827), 1, 10_000_000),
            Lens = NameOf(exif.Text(0xA433), exif.Text(0xA434)),
        };
        return facts == new LensFacts() ? null : facts;
    }

    private static double? Within(double? value, double least, double most) =>
        value >= least && value <= most ? value : null;

    private static string? NameOf(string? make, string? model)
    {
        var name = (make, model) switch
        {
            (null, _) => Clean(model ?? ""),
            (_, null) => Clean(make),
            _ when model.StartsWith(make, StringComparison.OrdinalIgnoreCase) => Clean(model),
            _ => Clean($"{make} {model}"),
        };
        return name.Length is > 0 and <= MaxName ? name : null;
    }

    /// <summary>
    /// The text becomes part of prompts, so control and format characters are removed, and runs of white space become one space.
    /// </summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                clean.Append(' ');
            }
            else if (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
