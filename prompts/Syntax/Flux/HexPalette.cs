namespace AiPromptGen.Prompts.Syntax.Flux;

/// <summary>
/// Colors for a target that reads hex codes: "#RRGGBB (name)", each with the thing or the kind of surface that has it, because the model
/// paints a code without one anywhere. Such a target follows three to five codes.
/// </summary>
internal static class HexPalette
{
    private const int MostColors = 5;

    private static readonly string[] Surfaces =
    [
        "main surfaces",
        "secondary surfaces",
        "accents",
        "small details",
        "highlights",
    ];

    /// <summary>
    /// The beginnings of a measured color's name that give its share; they are left out, because the surface shows the share here.
    /// </summary>
    private static readonly string[] Shares = ["mostly ", "a touch of "];

    public static void Add(RenderingState state)
    {
        var prompt = state.Prompt;
        var parts = new List<string>(MostColors);
        var (locked, free) = (false, 0);
        for (var i = 0; i < prompt.Palette.Count; i++)
        {
            var color = prompt.Palette[i];
            if (
                state.Says(color.Name)
                && (color.Target is null || color.Hex is null || prompt.Detail == DetailLevel.Off)
            )
            {
                continue;
            }

            if (parts.Count == MostColors)
            {
                state.Dropped.Add(
                    new DroppedSlot(string.Create(null, $"palette[{i}]"), PlainText.Clean(color.Name.Value), "limit")
                );
                continue;
            }

            var place = color.Target is { } target ? $"the {PlainText.Clean(target)}" : Surfaces[free++];
            parts.Add($"{place} in {Code(color)}");
            locked |= color.Name.Source == SlotSource.User && !state.Says(color.Name);
        }

        if (parts.Count > 0)
        {
            state.Pieces.Add(new Piece(SlotGroup.Palette, "palette", string.Join(", ", parts), locked));
        }
    }

    private static string Code(PaletteColor color)
    {
        var name = PlainText.Clean(color.Name.Value);
        foreach (var share in Shares)
        {
            name = name.StartsWith(share, StringComparison.Ordinal) ? name[share.Length..] : name;
        }

        return HexColor.IsValid(color.Hex) ? $"color {color.Hex} ({name})" : name;
    }
}
