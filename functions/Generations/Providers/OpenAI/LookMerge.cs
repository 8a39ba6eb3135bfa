using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The part of a merge that ideas and pictures have in common: place, medium, style, composition, camera, light, mood. When the model
/// speaks of one of these groups, what the library chose for the rest of that group is removed, and so are averages that were measured over
/// the whole picture, because neither was chosen to suit the model's words.
/// </summary>
internal sealed class LookMerge(StructuredPrompt before, IdeaControls controls, bool replaces)
{
    public SlotChooser Slots { get; } = new(before, replaces);

    public StructuredPrompt Merge(StructuredPrompt prompt, ModelPrompt model)
    {
        var content = ClassOf(model);
        if (content != before.ContentClass)
        {
            // The library chose these for another class of picture, for example a camera for a photograph that is now a painting.
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
                : Slots.Choose(prompt.Medium, Suited(model.Medium, content), LibraryKind.Medium),
            Styles = Is(controls.Style)
                ? prompt.Styles
                : Slots.Choose(
                    prompt.Styles,
                    model.Styles.Select(style => Suited(style, content)),
                    LibraryKind.Style,
                    IsMeasured
                ),
            Mood = Is(controls.Mood) ? prompt.Mood : Slots.Choose(prompt.Mood, model.Mood, LibraryKind.Mood),
        };
        prompt = WithMakingOf(prompt, model, content);
        var merged = SlotTable
            .Setting.Concat(SlotTable.Look)
            .Where(place => !IsChosen(place) && (place.Group != SlotGroup.Camera || content != ContentClass.Art))
            .Aggregate(prompt, (merged, place) => place.Set(merged, Chosen(place, place.Get(merged), model, content)));
        return replaces ? WithoutLeftovers(merged) : merged;
    }

    /// <summary>
    /// A person who writes "poster" has named the medium, and that word stays. When the model says how it is made, such as "screen print",
    /// this is added as a style.
    /// </summary>
    private StructuredPrompt WithMakingOf(StructuredPrompt prompt, ModelPrompt model, ContentClass? content)
    {
        if (
            Is(controls.Medium)
            || prompt.Medium is not { Source: SlotSource.User, Inline: true } own
            || SaidClass(model) is { } said && said != content
            || ModelWords.Phrase(model.Medium) is not { } words
            || new SaidWords([own.Value, .. before.Subjects.Select(subject => subject.Phrase?.Value)]).Covers(words)
            || Slots.SlotOf(words) is not { } slot
        )
        {
            return prompt;
        }

        return prompt with
        {
            Styles = [Slots.Take(slot), .. prompt.Styles],
        };
    }

    /// <summary>
    /// The words, or null for words of photography in a picture that is no photograph: some models say "film grain" of a watercolor too.
    /// </summary>
    private static string? Suited(string? words, ContentClass? content) =>
        content == ContentClass.Art && PhotoWords.AreIn(words) ? null : words;

    private Slot? Chosen(SlotPlace place, Slot? own, ModelPrompt model, ContentClass? content) =>
        ModelSlots.Words.TryGetValue(place.Path, out var said)
            ? Slots.Choose(
                own,
                place.Group is SlotGroup.Setting
                    ? ModelFragments.Whole(place.Path, said(model))
                    : Suited(ModelFragments.Whole(place.Path, said(model)), content),
                place.Kind,
                place.Kind is null ? null : place.Facet
            )
            : own;

    private static StructuredPrompt WithoutLeftovers(StructuredPrompt merged)
    {
        var said = SlotTable
            .Setting.Concat(SlotTable.Look)
            .Where(place => IsModels(place.Get(merged)))
            .SelectMany(GroupsOf)
            .ToHashSet();
        merged = SlotTable
            .Look.Where(place => said.Contains(place.Group))
            .Aggregate(merged, (kept, place) => place.Set(kept, Stays(place.Get(kept))));
        return merged with
        {
            Styles = IsModels(merged.Medium)
                ?
                [
                    .. merged.Styles.Where(style =>
                        Kept(style) is not null
                        && !(IsMeasured(style) && WholeWord.Contains(merged.Medium!.Value, style.Value))
                    ),
                ]
                : merged.Styles,
            // Light and view decide the mood more than a word for it does, and an average that was measured is no mood at all.
            Mood = said.Count > 0 ? [.. merged.Mood.Where(mood => Stays(mood) is not null)] : merged.Mood,
            Palette =
                said.Contains(SlotGroup.Lighting) || merged.Mood.Any(IsModels)
                    ? [.. merged.Palette.Where(color => Kept(color.Name) is not null)]
                    : merged.Palette,
        };
    }

    /// <summary>
    /// The groups that a slot also speaks for: the hour and the weather decide the light, and composition and camera are one view.
    /// </summary>
    private static SlotGroup[] GroupsOf(SlotPlace place) =>
        place.Path is "setting.timeOfDay" or "setting.weather" ? [SlotGroup.Lighting]
        : place.Group is SlotGroup.Composition or SlotGroup.Camera ? [SlotGroup.Composition, SlotGroup.Camera]
        : [place.Group];

    private static bool IsModels(Slot? slot) => slot?.Source == SlotSource.Model;

    private static Slot? Stays(Slot? slot) => IsMeasured(slot) ? null : Kept(slot);

    /// <summary>Whether the person chose this kind with a control; then the model changes none of its slots.</summary>
    private bool IsChosen(SlotPlace place) =>
        WordControls.All.FirstOrDefault(control => control.Name.Equals(place.Part, StringComparison.Ordinal))
            is { } control
        && Is(control.Get(controls));

    /// <summary>
    /// Whether it is a photograph: the person's medium, style and camera decide; then the model; then the draft, whose measures are only a
    /// hint.
    /// </summary>
    private ContentClass? ClassOf(ModelPrompt model)
    {
        var users =
            before.Medium?.Source == SlotSource.User
            || before.Styles.Any(Decides)
            || new[] { before.Camera.Body, before.Camera.FocalLength, before.Camera.FilmStock }.Any(slot =>
                slot?.Source == SlotSource.User
            );
        return users || (!replaces && before.ContentClass is not null)
            ? before.ContentClass
            : SaidClass(model) ?? before.ContentClass;
    }

    private static ContentClass? SaidClass(ModelPrompt model) =>
        model.ContentClass?.Trim().ToLowerInvariant() switch
        {
            "photo" => ContentClass.Photo,
            "art" => ContentClass.Art,
            _ => null,
        };

    /// <summary>Whether a style of the person decides the class. A painter's style does, but "cyberpunk" may be a photograph.</summary>
    private static bool Decides(Slot style) =>
        style.Source == SlotSource.User
        && (style.EntryId is not { } id || PromptLibrary.Instance.Find(id)?.ContentClass is not null);

    private static Slot? Kept(Slot? slot) => slot?.Source == SlotSource.Library ? null : slot;

    private static bool IsMeasured(Slot? slot) => slot?.Source == SlotSource.Detected;

    private static bool Is(string? control) => !string.IsNullOrWhiteSpace(control);
}
