namespace AiPromptGen.Prompts.Safety;

/// <summary>The words of an idea and of a structured prompt, for the check of content.</summary>
internal static class ContentTexts
{
    /// <summary>The idea, and the choices that are visible in the picture, as one text.</summary>
    public static string Of(Idea idea)
    {
        var all = WordControls
            .All.Where(control => control.IsSeen)
            .Select(control => control.Get(idea.Controls))
            .Prepend(idea.Text);
        return string.Join(", ", all.Where(text => !string.IsNullOrWhiteSpace(text)));
    }

    /// <summary>
    /// Everything except what must not appear. The person's own words are read as a whole, in the idea: taken apart, "a child with a nude
    /// lipstick" would mean something else.
    /// </summary>
    public static string Of(StructuredPrompt prompt)
    {
        var idea = prompt.Idea?.Original ?? "";
        IEnumerable<string?> texts =
        [
            idea,
            prompt.Idea?.English,
            prompt.Verbatim?.Prompt,
            Unless(InIdea(prompt.Title), prompt.Title),
            Unless(InIdea(prompt.Summary), prompt.Summary),
            .. prompt
                .Slots()
                .Where(placed => placed.Group is not (SlotGroup.Exclusion or SlotGroup.Palette))
                .Select(placed => placed.Slot)
                .Select(slot => Unless(slot.Source == SlotSource.User && InIdea(slot.Value), slot.Value)),
            .. prompt.Negatives.Select(negative => negative.Positive),
            .. prompt.Palette.Select(color =>
                color.Name.Source == SlotSource.User && InIdea(color.Name.Value) ? color.Target : Named(color)
            ),
            .. prompt.Parameters.Where(parameter => parameter.Name is not "no").Select(parameter => parameter.Value),
        ];
        return string.Join(", ", texts.Where(text => !string.IsNullOrWhiteSpace(text)));

        bool InIdea(string? text) =>
            text is not null && idea.Contains(text.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A color with the thing that has it. Alone it is named as a color, because "nude" in a palette is a color and not a state.
    /// </summary>
    private static string Named(PaletteColor color) =>
        color.Target is { } target ? $"{color.Name.Value} {target}" : $"{color.Name.Value} color";

    private static string? Unless(bool told, string? text) => told ? null : text;
}
