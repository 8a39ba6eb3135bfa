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

        var setting = prompt.Setting;
        yield return (SlotGroup.Setting, "setting.place", setting.Place);
        yield return (SlotGroup.Setting, "setting.era", setting.Era);
        yield return (SlotGroup.Setting, "setting.season", setting.Season);
        yield return (SlotGroup.Setting, "setting.timeOfDay", setting.TimeOfDay);
        yield return (SlotGroup.Setting, "setting.weather", setting.Weather);
        yield return (SlotGroup.Setting, "setting.background", setting.Background);
        yield return (SlotGroup.Medium, "medium", prompt.Medium);
        foreach (var placed in List(SlotGroup.Style, "styles", prompt.Styles))
        {
            yield return placed;
        }

        foreach (var placed in Look(prompt))
        {
            yield return placed;
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
        for (var i = 0; i < subject.Attributes.Count; i++)
        {
            yield return (string.Create(null, $"attributes[{i}]"), subject.Attributes[i]);
        }

        yield return ("action", subject.Action);
        yield return ("expression", subject.Expression);
        yield return ("wardrobe", subject.Wardrobe);
        yield return ("material", subject.Material);
    }

    private static IEnumerable<(SlotGroup Group, string Path, Slot? Slot)> Look(StructuredPrompt prompt)
    {
        var composition = prompt.Composition;
        yield return (SlotGroup.Composition, "composition.shotSize", composition.ShotSize);
        yield return (SlotGroup.Composition, "composition.angle", composition.Angle);
        yield return (SlotGroup.Composition, "composition.framing", composition.Framing);
        yield return (SlotGroup.Composition, "composition.viewpoint", composition.Viewpoint);
        yield return (SlotGroup.Composition, "composition.depthOfField", composition.DepthOfField);
        yield return (SlotGroup.Composition, "composition.negativeSpace", composition.NegativeSpace);
        var camera = prompt.Camera;
        yield return (SlotGroup.Camera, "camera.body", camera.Body);
        yield return (SlotGroup.Camera, "camera.focalLength", camera.FocalLength);
        yield return (SlotGroup.Camera, "camera.aperture", camera.Aperture);
        yield return (SlotGroup.Camera, "camera.shutter", camera.Shutter);
        yield return (SlotGroup.Camera, "camera.filmStock", camera.FilmStock);
        var lighting = prompt.Lighting;
        yield return (SlotGroup.Lighting, "lighting.source", lighting.Source);
        yield return (SlotGroup.Lighting, "lighting.quality", lighting.Quality);
        yield return (SlotGroup.Lighting, "lighting.direction", lighting.Direction);
        yield return (SlotGroup.Lighting, "lighting.temperature", lighting.Temperature);
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
