namespace AiPromptGen.Prompts.Remix;

/// <summary>A part of a structured prompt that can be kept as a whole, by its name in JSON.</summary>
/// <param name="Keep">The first prompt with the second one's part.</param>
internal sealed record PromptField(
    string Name,
    LibraryKind? Kind,
    Func<StructuredPrompt, StructuredPrompt, StructuredPrompt> Keep
)
{
    public static readonly IReadOnlyList<PromptField> All =
    [
        new("subjects", null, (to, from) => to with { Subjects = from.Subjects }),
        new("relations", null, (to, from) => to with { Relations = from.Relations }),
        new("styles", LibraryKind.Style, (to, from) => to with { Styles = from.Styles }),
        new("mood", LibraryKind.Mood, (to, from) => to with { Mood = from.Mood }),
        new("palette", LibraryKind.Palette, (to, from) => to with { Palette = from.Palette }),
        new("text", null, (to, from) => to with { Text = from.Text }),
        new("aspectRatio", LibraryKind.Ratio, (to, from) => to with { AspectRatio = from.AspectRatio }),
        new("negatives", null, (to, from) => to with { Negatives = from.Negatives }),
        new("parameters", null, (to, from) => to with { Parameters = from.Parameters }),
        .. SlotTable.All.GroupBy(place => place.Part, StringComparer.Ordinal).Select(OfPlaces),
    ];

    /// <summary>An object whose members are slots, or a slot of its own: a new one of the table can be kept by itself.</summary>
    private static PromptField OfPlaces(IGrouping<string, SlotPlace> places) =>
        new(
            places.Key,
            places.First().Kind,
            (to, from) => places.Aggregate(to, (prompt, place) => place.Set(prompt, place.Get(from)))
        );
}
