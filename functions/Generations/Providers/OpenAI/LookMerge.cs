using AiPromptGen.Prompts;
using View = AiPromptGen.Prompts.Structure.Composition;

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
                Camera = Without(prompt.Camera),
            };
        }

        return prompt with
        {
            ContentClass = content,
            Relations = Slots.Choose(prompt.Relations, model.Relations),
            Setting = Setting(prompt.Setting, model.Setting),
            Medium = Is(controls.Medium)
                ? prompt.Medium
                : Slots.Choose(prompt.Medium, model.Medium, LibraryKind.Medium),
            Styles = Is(controls.Style)
                ? prompt.Styles
                : Slots.Choose(prompt.Styles, model.Styles, LibraryKind.Style, IsMeasured),
            Composition = Is(controls.Composition) ? prompt.Composition : ViewOf(prompt.Composition, model.Composition),
            Camera =
                Is(controls.Camera) || content == ContentClass.Art
                    ? prompt.Camera
                    : Camera(prompt.Camera, model.Camera),
            Lighting = Is(controls.Lighting) ? prompt.Lighting : Lighting(prompt.Lighting, model.Lighting),
            Mood = Is(controls.Mood)
                ? prompt.Mood
                : Slots.Choose(prompt.Mood, model.Mood, LibraryKind.Mood, IsMeasured),
        };
    }

    private Slot? Light(Slot? own, string? said, string facet) =>
        Is(controls.Lighting) ? own : Slots.Choose(own, said, LibraryKind.Lighting, facet);

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

    private Setting Setting(Setting own, ModelSetting said) =>
        new()
        {
            Place = Slots.Choose(own.Place, said.Place),
            Era = Slots.Choose(own.Era, said.Era),
            Season = Slots.Choose(own.Season, said.Season),
            TimeOfDay = Slots.Choose(own.TimeOfDay, said.TimeOfDay),
            Weather = Slots.Choose(own.Weather, said.Weather),
            Background = Slots.Choose(own.Background, said.Background),
        };

    private View ViewOf(View own, ModelComposition said)
    {
        Slot? Choose(Slot? slot, string? value, string facet) =>
            Slots.Choose(slot, value, LibraryKind.Composition, facet);
        return new()
        {
            ShotSize = Choose(own.ShotSize, said.ShotSize, "shotSize"),
            Angle = Choose(own.Angle, said.Angle, "angle"),
            Framing = Choose(own.Framing, said.Framing, "framing"),
            Viewpoint = Choose(own.Viewpoint, said.Viewpoint, "viewpoint"),
            DepthOfField = Choose(own.DepthOfField, said.DepthOfField, "depthOfField"),
            NegativeSpace = Choose(own.NegativeSpace, said.NegativeSpace, "negativeSpace"),
        };
    }

    private Camera Camera(Camera own, ModelCamera said)
    {
        Slot? Choose(Slot? slot, string? value, string facet) => Slots.Choose(slot, value, LibraryKind.Camera, facet);
        return new()
        {
            Body = Choose(own.Body, said.Body, "body"),
            FocalLength = Choose(own.FocalLength, said.FocalLength, "focalLength"),
            Aperture = Choose(own.Aperture, said.Aperture, "aperture"),
            Shutter = Choose(own.Shutter, said.Shutter, "shutter"),
            FilmStock = Choose(own.FilmStock, said.FilmStock, "filmStock"),
        };
    }

    /// <summary>Tone and colour temperature of a picture are measured; the rest of its light can only be seen.</summary>
    private Lighting Lighting(Lighting own, ModelLighting said) =>
        new()
        {
            Source = Light(own.Source, said.Source, "source"),
            Quality = IsMeasured(own.Quality) ? own.Quality : Light(own.Quality, said.Quality, "quality"),
            Direction = Light(own.Direction, said.Direction, "direction"),
            Temperature = IsMeasured(own.Temperature)
                ? own.Temperature
                : Light(own.Temperature, said.Temperature, "temperature"),
        };

    private static Camera Without(Camera camera) =>
        new()
        {
            Body = Kept(camera.Body),
            FocalLength = Kept(camera.FocalLength),
            Aperture = Kept(camera.Aperture),
            Shutter = Kept(camera.Shutter),
            FilmStock = Kept(camera.FilmStock),
        };

    private static Slot? Kept(Slot? slot) => slot?.Source == SlotSource.Library ? null : slot;

    private static bool IsMeasured(Slot? slot) => slot?.Source == SlotSource.Detected;

    private static bool Is(string? control) => !string.IsNullOrWhiteSpace(control);
}
