using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Merges the colors that a model names. For a picture, the measures are right about the color, and the model is right about its name.
/// </summary>
internal static class ModelPalette
{
    /// <summary>Distance in OKLab up to which a named color is the measured one: a shade lighter or darker, not another color.</summary>
    private const double Near = 0.14;

    /// <summary>Share of the picture's area from which on a measured color stays although the model did not name it.</summary>
    private const double Large = 0.1;

    public static IReadOnlyList<PaletteColor> OfIdea(
        SlotChooser slots,
        IReadOnlyList<PaletteColor> own,
        ModelPrompt model,
        bool replaces
    )
    {
        // A color inside the idea's own phrase ("a red fox") names a thing; it does not choose the palette.
        var stays = own.Where(color => color.Name.Source == SlotSource.User).ToList();
        if (stays.Exists(color => !color.Name.Inline) || (!replaces && own.Count > stays.Count))
        {
            return own;
        }

        var said = Said(slots, model);
        return said.Count == 0 ? own : [.. stays, .. said];
    }

    /// <param name="asItIs">False when the person wants the picture changed, for example to winter or to night.</param>
    public static IReadOnlyList<PaletteColor> OfPicture(
        SlotChooser slots,
        IReadOnlyList<PaletteColor> own,
        ModelPrompt model,
        bool asItIs
    )
    {
        var said = Said(slots, model);
        var measured = own.Where(color => color.Name.Source == SlotSource.Detected).ToList();
        if (said.Count == 0 || (measured.Count == 0 && own.Any(color => !color.Name.Inline)))
        {
            return own;
        }

        var palette = own.Except(measured).ToList();
        foreach (var color in said)
        {
            var same = measured.Where(other => Distance(color, other) <= Near).MinBy(other => Distance(color, other));
            palette.Add(same is null || !asItIs ? color : same with { Name = color.Name });
            measured.Remove(same!);
        }

        return [.. palette, .. measured.Where(color => asItIs && color.Share >= Large)];
    }

    private static List<PaletteColor> Said(SlotChooser slots, ModelPrompt model)
    {
        var colors = new List<PaletteColor>();
        foreach (var color in model.Palette.Take(SlotChooser.MaxItems))
        {
            if (
                slots.SlotOf(color?.Name) is { } name
                && !colors.Exists(other => other.Name.Value.Equals(name.Value, StringComparison.OrdinalIgnoreCase))
            )
            {
                var hex = color!.Hex?.Trim().ToUpperInvariant();
                colors.Add(
                    new PaletteColor
                    {
                        // Inline is false, so that a rendering names the color although a subject names it too: a palette without one of
                        // its colors is another one.
                        Name = slots.Take(name) with
                        {
                            Inline = false,
                        },
                        Hex = HexColor.IsValid(hex) ? hex : PromptLibrary.Instance.Color(name.Value)?.Hex,
                    }
                );
            }
        }

        return colors;
    }

    private static double Distance(PaletteColor one, PaletteColor other)
    {
        if (one.Hex is null || other.Hex is null)
        {
            return double.MaxValue;
        }

        var (a, b) = (OkLab.FromHex(one.Hex), OkLab.FromHex(other.Hex));
        return Math.Sqrt(Math.Pow(a.L - b.L, 2) + Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));
    }
}
