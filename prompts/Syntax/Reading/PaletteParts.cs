namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>
/// Parts that are a palette: "charcoal, crimson and ember orange palette", "a palette of teal and cream", "#2F6F73 (kelp
/// green)". A word that is no color never makes one.
/// </summary>
internal static class PaletteParts
{
    private const int Most = 16;
    private const string Tail = " palette";

    private const string PaintSign = " in color #";

    private static readonly string[] Surfaces =
    [
        "main surfaces",
        "secondary surfaces",
        "accents",
        "small details",
        "highlights",
    ];

    private static readonly string[] Heads = ["a palette of ", "palette of ", "a color palette of ", "color palette "];

    /// <summary>The colors that begin at a part, and how many parts they take.</summary>
    public static (List<PaletteColor> Colors, int Count)? Read(List<PromptPart> parts, int first)
    {
        var head = Array.Find(Heads, words => parts[first].Text.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        return head is not null
            ? Sentence(parts, first, head.Length)
            : Painted(parts, first) ?? Tags(parts, first) ?? Bare(parts[first].Text);
    }

    /// <summary>Reads colors in the form that FLUX.2 asks for: "main surfaces in color #2F6F73 (kelp green), the fox in color …".</summary>
    private static (List<PaletteColor>, int)? Painted(List<PromptPart> parts, int first)
    {
        var colors = new List<PaletteColor>();
        for (var at = first; at < parts.Count && colors.Count < Most && parts[at].IsPlain; at++)
        {
            var text = parts[at].Text;
            var sign = text.IndexOf(PaintSign, StringComparison.Ordinal);
            var place = sign < 0 ? "" : text[..sign];
            var target = place.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? place[4..] : null;
            if (
                (target is null && !Surfaces.Contains(place, StringComparer.OrdinalIgnoreCase))
                || ColorOf(text[(sign + PaintSign.Length - 1)..]) is not { } color
            )
            {
                break;
            }

            colors.Add(color with { Target = target });
            if (parts[at].Separator is not ",")
            {
                break;
            }
        }

        return colors.Count > 0 ? (colors, colors.Count) : null;
    }

    private static (List<PaletteColor>, int)? Sentence(List<PromptPart> parts, int first, int head)
    {
        var names = new List<string>();
        for (var at = first; at < parts.Count && at - first < Most && parts[at].IsPlain; at++)
        {
            var text = at == first ? parts[at].Text[head..] : parts[at].Text;
            var pair = text.Split(" and ", 2);
            names.AddRange(pair);
            if (pair.Length == 2 || parts[at].Separator is not ",")
            {
                return Colors(names) is { } colors ? (colors, at - first + 1) : null;
            }
        }

        return null;
    }

    private static (List<PaletteColor>, int)? Tags(List<PromptPart> parts, int first)
    {
        var names = new List<string>();
        for (var at = first; at < parts.Count && at - first < Most && parts[at].IsPlain; at++)
        {
            var text = parts[at].Text;
            if (text.EndsWith(Tail, StringComparison.OrdinalIgnoreCase))
            {
                names.AddRange(text[..^Tail.Length].Split(" and ", 2));
                return names.Count > 0 && !IsNamed(text) && Colors(names) is { } colors
                    ? (colors, at - first + 1)
                    : null;
            }

            if (!PhraseBook.Instance.IsColor(text) && !text.StartsWith('#'))
            {
                return null;
            }

            names.Add(text);
        }

        return null;
    }

    private static (List<PaletteColor>, int)? Bare(string text) =>
        text.StartsWith('#') && ColorOf(text) is { } color && PhraseBook.Instance.IsShade(color.Name.Value)
            ? ([color], 1)
            : null;

    private static bool IsNamed(string text) => PromptLibrary.Instance.FindByName(text) is not null;

    private static List<PaletteColor>? Colors(List<string> names)
    {
        var colors = names.Select(name => ColorOf(name.Trim())).ToList();
        if (colors.Contains(null))
        {
            return null;
        }

        var found = colors.OfType<PaletteColor>().ToList();
        var known = PromptLibrary.Instance.Entries.FirstOrDefault(entry =>
            entry.Colors is { } own
            && own.Select(color => color.Name)
                .SequenceEqual(found.Select(color => color.Name.Value), StringComparer.OrdinalIgnoreCase)
        );
        return known is null
            ? found
            :
            [
                .. known.Colors!.Select(color => new PaletteColor
                {
                    Hex = color.Hex,
                    Name = Slot.User(color.Name, known.Id),
                }),
            ];
    }

    /// <summary>The color in "#2F6F73 (kelp green)", "#2F6F73" or a name.</summary>
    private static PaletteColor? ColorOf(string text)
    {
        if (text.Length >= 7 && HexColor.IsValid(text[..7]))
        {
            var hex = text[..7].ToUpperInvariant();
            var rest = text[7..].Trim();
            return rest.Length == 0 ? new PaletteColor { Hex = hex, Name = Slot.User(HexColor.Name(hex)) }
                : rest is ['(', .. { Length: > 0 } name, ')'] ? new PaletteColor { Hex = hex, Name = Slot.User(name) }
                : null;
        }

        return PhraseBook.Instance.IsShade(text)
            ? new PaletteColor { Hex = PromptLibrary.Instance.Color(text)?.Hex, Name = Slot.User(text) }
            : null;
    }
}
