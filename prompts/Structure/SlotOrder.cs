using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Structure;

/// <summary>The groups of a prompt in the one order every target keeps.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SlotGroup>))]
public enum SlotGroup
{
    Subject,
    Setting,
    Medium,
    Style,
    Composition,
    Camera,
    Lighting,
    Video,
    Mood,
    Palette,
    Exclusion,
    Text,
    Quality,
}

/// <summary>A slot with its place: the path is its JSON path, "lighting.quality" or "styles[1]".</summary>
public readonly record struct PlacedSlot(SlotGroup Group, string Path, Slot Slot);

public static class SlotOrder
{
    /// <summary>Every filled descriptive slot, subject first, in the fixed order.</summary>
    public static IEnumerable<PlacedSlot> Slots(this StructuredPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Every(prompt)
            .Where(placed => placed.Slot is not null)
            .Select(p => new PlacedSlot(p.Group, p.Path, p.Slot!));
    }

    private static IEnumerable<(SlotGroup Group, string Path, Slot? Slot)> Every(StructuredPrompt prompt)
    {
        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            foreach (var (name, slot) in Parts(prompt.Subjects[i]))
            {
                yield return (SlotGroup.Subject, string.Create(null, $"subjects[{i}].{name}"), slot);
            }
        }

        foreach (var placed in List(SlotGroup.Subject, "relations", prompt.Relations))
        {
            yield return placed;
        }

        foreach (var place in SlotTable.Setting)
        {
            yield return (place.Group, place.Path, place.Get(prompt));
        }

        yield return (SlotGroup.Medium, "medium", prompt.Medium);
        foreach (var placed in List(SlotGroup.Style, "styles", prompt.Styles))
        {
            yield return placed;
        }

        foreach (var place in SlotTable.Look)
        {
            yield return (place.Group, place.Path, place.Get(prompt));
        }

        foreach (var placed in List(SlotGroup.Mood, "mood", prompt.Mood))
        {
            yield return placed;
        }

        for (var i = 0; i < prompt.Palette.Count; i++)
        {
            yield return (SlotGroup.Palette, string.Create(null, $"palette[{i}].name"), prompt.Palette[i].Name);
        }

        for (var i = 0; i < prompt.Negatives.Count; i++)
        {
            yield return (SlotGroup.Exclusion, string.Create(null, $"negatives[{i}].term"), prompt.Negatives[i].Term);
        }

        for (var i = 0; i < prompt.Text.Count; i++)
        {
            yield return (SlotGroup.Text, string.Create(null, $"text[{i}].literal"), prompt.Text[i].Literal);
            yield return (SlotGroup.Text, string.Create(null, $"text[{i}].typeface"), prompt.Text[i].Typeface);
            yield return (SlotGroup.Text, string.Create(null, $"text[{i}].placement"), prompt.Text[i].Placement);
        }

        yield return (SlotGroup.Quality, "quality", prompt.Quality);
    }

    private static IEnumerable<(string Name, Slot? Slot)> Parts(Subject subject)
    {
        yield return ("phrase", subject.Phrase);
        yield return ("noun", subject.Noun);
        foreach (var detail in subject.Details())
        {
            yield return detail;
        }
    }

    private static IEnumerable<(SlotGroup Group, string Path, Slot? Slot)> List(
        SlotGroup group,
        string name,
        IReadOnlyList<Slot> slots
    )
    {
        for (var i = 0; i < slots.Count; i++)
        {
            yield return (group, string.Create(null, $"{name}[{i}]"), slots[i]);
        }
    }
}
