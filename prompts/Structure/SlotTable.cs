namespace AiPromptGen.Prompts.Structure;

/// <summary>A place of the structured prompt that holds one slot.</summary>
/// <param name="Path">Its JSON path, such as "lighting.quality".</param>
/// <param name="Group">Where a rendering puts it.</param>
/// <param name="Kind">The kind of library term that belongs there; null where no library names such terms.</param>
/// <param name="Get">What stands there.</param>
/// <param name="Set">The prompt with something else there.</param>
public sealed record SlotPlace(
    string Path,
    SlotGroup Group,
    LibraryKind? Kind,
    Func<StructuredPrompt, Slot?> Get,
    Func<StructuredPrompt, Slot?, StructuredPrompt> Set
)
{
    /// <summary>The last word of the path, which the library calls the facet of a term.</summary>
    public string Facet => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The first word of the path: the object that the slot is in.</summary>
    public string Part => Path.Split('.')[0];
}

/// <summary>
/// Every place with a slot of its own, in the order of a rendering. The renderer, the limits, the check of content, the locks
/// and the merge with a model's answer go through this table, so a new slot is a property and a line here.
/// </summary>
public static class SlotTable
{
    public static IReadOnlyList<SlotPlace> Setting { get; } =
    [
        Of("setting.place", p => p.Setting.Place, (p, s) => p with { Setting = p.Setting with { Place = s } }),
        Of("setting.era", p => p.Setting.Era, (p, s) => p with { Setting = p.Setting with { Era = s } }),
        Of("setting.season", p => p.Setting.Season, (p, s) => p with { Setting = p.Setting with { Season = s } }),
        Of(
            "setting.timeOfDay",
            p => p.Setting.TimeOfDay,
            (p, s) => p with { Setting = p.Setting with { TimeOfDay = s } }
        ),
        Of("setting.weather", p => p.Setting.Weather, (p, s) => p with { Setting = p.Setting with { Weather = s } }),
        Of(
            "setting.background",
            p => p.Setting.Background,
            (p, s) => p with { Setting = p.Setting with { Background = s } }
        ),
    ];

    public static SlotPlace Medium { get; } =
        new("medium", SlotGroup.Medium, LibraryKind.Medium, p => p.Medium, (p, s) => p with { Medium = s });

    public static IReadOnlyList<SlotPlace> Look { get; } =
    [
        View("shotSize", c => c.ShotSize, (c, s) => c with { ShotSize = s }),
        View("angle", c => c.Angle, (c, s) => c with { Angle = s }),
        View("framing", c => c.Framing, (c, s) => c with { Framing = s }),
        View("viewpoint", c => c.Viewpoint, (c, s) => c with { Viewpoint = s }),
        View("depthOfField", c => c.DepthOfField, (c, s) => c with { DepthOfField = s }),
        View("negativeSpace", c => c.NegativeSpace, (c, s) => c with { NegativeSpace = s }),
        Lens("body", c => c.Body, (c, s) => c with { Body = s }),
        Lens("focalLength", c => c.FocalLength, (c, s) => c with { FocalLength = s }),
        Lens("aperture", c => c.Aperture, (c, s) => c with { Aperture = s }),
        Lens("shutter", c => c.Shutter, (c, s) => c with { Shutter = s }),
        Lens("filmStock", c => c.FilmStock, (c, s) => c with { FilmStock = s }),
        Light("source", l => l.Source, (l, s) => l with { Source = s }),
        Light("quality", l => l.Quality, (l, s) => l with { Quality = s }),
        Light("direction", l => l.Direction, (l, s) => l with { Direction = s }),
        Light("temperature", l => l.Temperature, (l, s) => l with { Temperature = s }),
        Clip("shot", v => v.Shot, (v, s) => v with { Shot = s }),
        Clip("motion", v => v.Motion, (v, s) => v with { Motion = s }),
        Clip("cameraMove", v => v.CameraMove, (v, s) => v with { CameraMove = s }),
        Clip("duration", v => v.Duration, (v, s) => v with { Duration = s }),
    ];

    public static SlotPlace Quality { get; } =
        new("quality", SlotGroup.Quality, null, p => p.Quality, (p, s) => p with { Quality = s });

    public static IReadOnlyList<SlotPlace> All { get; } = [.. Setting, Medium, .. Look, Quality];

    /// <summary>The prompt with nothing but the slots at these paths, as <see cref="SlotOrder.Slots"/> names them.</summary>
    public static StructuredPrompt Only(StructuredPrompt prompt, IReadOnlySet<string> paths)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(paths);
        var empty = prompt with
        {
            Subjects = Kept(prompt.Subjects, "subjects"),
            Relations = Kept(prompt.Relations, "relations"),
            Styles = Kept(prompt.Styles, "styles"),
            Mood = Kept(prompt.Mood, "mood"),
            Palette = Kept(prompt.Palette, "palette"),
            Text = Kept(prompt.Text, "text"),
            Negatives = Kept(prompt.Negatives, "negatives"),
        };
        return All.Aggregate(empty, (kept, place) => paths.Contains(place.Path) ? kept : place.Set(kept, null));

        IReadOnlyList<T> Kept<T>(IReadOnlyList<T> items, string name)
        {
            var wanted = new List<T>();
            for (var i = 0; i < items.Count; i++)
            {
                var path = string.Create(null, $"{name}[{i}]");
                if (paths.Contains(path) || paths.Any(p => p.StartsWith(path + ".", StringComparison.Ordinal)))
                {
                    wanted.Add(items[i]);
                }
            }

            return wanted;
        }
    }

    /// <summary>The prompt with every slot changed, those of lists too.</summary>
    public static StructuredPrompt Map(StructuredPrompt prompt, Func<Slot, Slot> change)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(change);
        var lists = prompt with
        {
            Subjects = [.. prompt.Subjects.Select(Subject)],
            Relations = [.. prompt.Relations.Select(change)],
            Styles = [.. prompt.Styles.Select(change)],
            Mood = [.. prompt.Mood.Select(change)],
            Palette = [.. prompt.Palette.Select(color => color with { Name = change(color.Name) })],
            Negatives = [.. prompt.Negatives.Select(negative => negative with { Term = change(negative.Term) })],
            Text =
            [
                .. prompt.Text.Select(text =>
                    text with
                    {
                        Literal = change(text.Literal),
                        Typeface = Maybe(text.Typeface),
                        Placement = Maybe(text.Placement),
                    }
                ),
            ],
        };
        return All.Aggregate(
            lists,
            (changed, place) => place.Get(changed) is { } slot ? place.Set(changed, change(slot)) : changed
        );

        Slot? Maybe(Slot? slot) => slot is null ? null : change(slot);

        Subject Subject(Subject subject) =>
            subject with
            {
                Phrase = Maybe(subject.Phrase),
                Noun = Maybe(subject.Noun),
                Attributes = [.. subject.Attributes.Select(change)],
                Action = Maybe(subject.Action),
                Expression = Maybe(subject.Expression),
                Wardrobe = Maybe(subject.Wardrobe),
                Material = Maybe(subject.Material),
            };
    }

    private static SlotPlace Of(
        string path,
        Func<StructuredPrompt, Slot?> get,
        Func<StructuredPrompt, Slot?, StructuredPrompt> set
    ) => new(path, SlotGroup.Setting, null, get, set);

    private static SlotPlace View(
        string name,
        Func<Composition, Slot?> get,
        Func<Composition, Slot?, Composition> set
    ) =>
        new(
            "composition." + name,
            SlotGroup.Composition,
            LibraryKind.Composition,
            p => get(p.Composition),
            (p, slot) => p with { Composition = set(p.Composition, slot) }
        );

    private static SlotPlace Lens(string name, Func<Camera, Slot?> get, Func<Camera, Slot?, Camera> set) =>
        new(
            "camera." + name,
            SlotGroup.Camera,
            LibraryKind.Camera,
            p => get(p.Camera),
            (p, slot) => p with { Camera = set(p.Camera, slot) }
        );

    private static SlotPlace Light(string name, Func<Lighting, Slot?> get, Func<Lighting, Slot?, Lighting> set) =>
        new(
            "lighting." + name,
            SlotGroup.Lighting,
            LibraryKind.Lighting,
            p => get(p.Lighting),
            (p, slot) => p with { Lighting = set(p.Lighting, slot) }
        );

    private static SlotPlace Clip(string name, Func<Video, Slot?> get, Func<Video, Slot?, Video> set) =>
        new(
            "video." + name,
            SlotGroup.Video,
            null,
            p => get(p.Video),
            (p, slot) => p with { Video = set(p.Video, slot) }
        );
}
