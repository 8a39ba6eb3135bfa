using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The part of a merge that ideas and pictures have in common: place, medium, style, composition, camera, light, mood.</summary>
internal sealed class LookMerge(StructuredPrompt before, IdeaControls controls, bool replaces)
{
    public SlotChooser Slots { get; } = new(before, replaces);

    public StructuredPrompt Merge(StructuredPrompt prompt, ModelPrompt model)
    {
        var content = ClassOf(model);
        if (content != before.ContentClass)
        {
            // What the library chose for a photograph has no place in a painting.
            prompt = prompt with
            {
                Medium = Kept(prompt.Medium),
                Styles = [.. prompt.Styles.Where(style => Kept(style) is not null)],
            };
            prompt = SlotTable
                .Look.Where(place => place.Group == SlotGroup.Camera)
                .Aggregate(prompt, (kept, place) => place.Set(kept, Kept(place.Get(kept))));
        }

        prompt = prompt with
        {
            ContentClass = content,
            Relations = Slots.Choose(prompt.Relations, model.Relations),
            Medium = Is(controls.Medium)
                ? prompt.Medium
                : Slots.Choose(prompt.Medium, model.Medium, LibraryKind.Medium),
            Styles = Is(controls.Style)
                ? prompt.Styles
                : Slots.Choose(prompt.Styles, model.Styles, LibraryKind.Style, IsMeasured),
            Mood = Is(controls.Mood)
                ? prompt.Mood
                : Slots.Choose(prompt.Mood, model.Mood, LibraryKind.Mood, IsMeasured),
        };
        return SlotTable
            .Setting.Concat(SlotTable.Look)
            .Where(place => !IsChosen(place) && (place.Group != SlotGroup.Camera || content != ContentClass.Art))
            .Aggregate(prompt, (merged, place) => place.Set(merged, Chosen(place, place.Get(merged), model)));
    }

    private Slot? Chosen(SlotPlace place, Slot? own, ModelPrompt model) =>
        // Tone and colour temperature of a picture are measured; the rest of its light can only be seen.
        (place.Path is "lighting.quality" or "lighting.temperature" && IsMeasured(own))
        || !ModelSlots.Words.TryGetValue(place.Path, out var said)
            ? own
            : Slots.Choose(own, said(model), place.Kind, place.Kind is null ? null : place.Facet);

    /// <summary>A kind that the person chose is theirs as a whole.</summary>
    private bool IsChosen(SlotPlace place) =>
        WordControls.All.FirstOrDefault(control => control.Name.Equals(place.Part, StringComparison.Ordinal))
            is { } control
        && Is(control.Get(controls));

    /// <summary>The person's medium, style and camera decide it; then the model; a picture's measures are only a cue.</summary>
    private ContentClass? ClassOf(ModelPrompt model)
    {
        var users =
            before.Medium?.Source == SlotSource.User
            || before.Styles.Any(style => style.Source == SlotSource.User)
            || new[] { before.Camera.Body, before.Camera.FocalLength, before.Camera.FilmStock }.Any(slot =>
                slot?.Source == SlotSource.User
            );
        ContentClass? said = model.ContentClass?.Trim().ToLowerInvariant() switch
        {
            "photo" => ContentClass.Photo,
            "art" => ContentClass.Art,
            _ => null,
        };
        return users || (!replaces && before.ContentClass is not null)
            ? before.ContentClass
            : said ?? before.ContentClass;
    }

    private static Slot? Kept(Slot? slot) => slot?.Source == SlotSource.Library ? null : slot;

    private static bool IsMeasured(Slot? slot) => slot?.Source == SlotSource.Detected;

    private static bool Is(string? control) => !string.IsNullOrWhiteSpace(control);
}
