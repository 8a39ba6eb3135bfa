namespace AiPromptGen.Prompts.Safety;

/// <summary>What an idea and a structured prompt say, for the check of content.</summary>
internal static class ContentTexts
{
    /// <summary>The idea and the choices that are seen in the picture, as one text.</summary>
    public static string Of(Idea idea)
    {
        var all = WordControls
            .All.Where(control => control.IsSeen)
            .Select(control => control.Get(idea.Controls))
            .Prepend(idea.Text);
        return string.Join(", ", all.Where(text => !string.IsNullOrWhiteSpace(text)));
    }

    /// <summary>
    /// Everything but what must not appear. The person's own words are read where they stand, in the idea: taken apart, "a
    /// child with a nude lipstick" would be something else.
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

    /// <summary>What has a color is read beside it; "nude" alone in a palette is a color and no state.</summary>
    private static string Named(PaletteColor color) =>
        color.Target is { } target ? $"{color.Name.Value} {target}" : $"{color.Name.Value} color";

    private static string? Unless(bool told, string? text) => told ? null : text;
}
