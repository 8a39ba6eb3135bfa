using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>Reads the JSON caption of Ideogram 4, both as this renderer and as others write it.</summary>
internal static class IdeogramPrompt
{
    /// <summary>What the renderer writes when nothing is known. These are not the writer's words.</summary>
    private static readonly string[] Fillers =
    [
        "Surroundings that belong to the described scene",
        SceneSplit.NoBackground,
        "photograph",
        "illustration",
        "clear lettering",
    ];

    private static readonly string[] Members =
    [
        "high_level_description",
        "style_description",
        "compositional_deconstruction",
        "aspect_ratio",
        "negative_prompt",
        "seed",
    ];

    /// <summary>What FLUX.2's JSON has: https://docs.bfl.ai/guides/prompting_guide_flux2.</summary>
    private static readonly string[] FluxMembers = ["scene", "subjects"];

    /// <summary>Whether the text is Ideogram's own caption and not the JSON of another tool.</summary>
    public static bool IsCaption(string text)
    {
        using var json = Parse(text);
        return json is not null && IsCaption(json.RootElement);
    }

    public static bool IsCaption(JsonElement root) => Members.Take(3).Any(name => root.TryGetProperty(name, out _));

    /// <summary>Null when the text is neither Ideogram's JSON nor that of FLUX.2.</summary>
    public static JsonDocument? Parse(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        var json = LenientJson.Parse(text);
        if (json is { RootElement.ValueKind: JsonValueKind.Object } && Members.Take(3).Concat(FluxMembers).Any(Has))
        {
            return json;
        }

        json?.Dispose();
        return null;

        bool Has(string name) => json.RootElement.TryGetProperty(name, out _);
    }

    public static ContentClass? Read(JsonElement root, PromptSheet sheet, WrittenPrompt written)
    {
        var style = Child(root, "style_description");
        var layout = Child(root, "compositional_deconstruction");
        var elements = new IdeogramElements(layout, sheet);
        elements.ReadObjects();
        new IdeogramWords(sheet).Read(Text(root, "high_level_description"), NotFiller(Text(layout, "background")));
        elements.ReadTexts(written);
        var photo = Text(style, "photo");
        var art = Text(style, "art_style");
        var medium = Text(style, "medium");
        ReadMedium(medium, sheet);
        var loose = new List<PromptPart>();
        foreach (var words in (string[])[photo, art.Equals(medium, StringComparison.Ordinal) ? "" : art])
        {
            sheet.Sort(PromptPart.Cut(NotFiller(words)), loose);
        }

        PutLoose(loose, photo.Length > 0, sheet);
        ReadLooks(style, sheet);
        ReadSettings(root, written);
        return photo.Length > 0 ? ContentClass.Photo
            : art.Length > 0 ? ContentClass.Art
            : null;
    }

    private static void ReadMedium(string medium, PromptSheet sheet)
    {
        if (medium.Length == 0)
        {
            return;
        }

        var entry = PhraseBook.Instance.Find([new PromptPart(medium, "")], 0)?.Entry;
        var isOwn =
            entry?.Kind != LibraryKind.Medium || !entry.Phrase.Equals(medium, StringComparison.OrdinalIgnoreCase);
        sheet.Sketch.Put("medium", isOwn ? Slot.User(medium) : Slot.User(entry!.Phrase, entry.Id));
    }

    /// <summary>Adds words of the view or the style that are not in the library.</summary>
    private static void PutLoose(List<PromptPart> loose, bool photo, PromptSheet sheet)
    {
        if (loose.Count == 0)
        {
            return;
        }

        var slot = Slot.User(PromptSheet.Join(loose));
        if (!photo || !sheet.Sketch.Put("composition.framing", slot))
        {
            sheet.Sketch.Styles.Add(slot);
        }
    }

    private static void ReadLooks(JsonElement? style, PromptSheet sheet)
    {
        var moods = new List<PromptPart>();
        var looks = PromptPart.Cut(Text(style, "aesthetics"));
        IdeogramColors.Take(IdeogramColors.In(style), looks, sheet.Sketch);
        sheet.Sort(looks, moods);
        sheet.Sketch.Moods.AddRange(moods.Take(PromptSheet.Most).Select(mood => Slot.User(mood.Text)));
        var lights = new List<PromptPart>();
        sheet.Sort(PromptPart.Cut(Text(style, "lighting")), lights);
        if (lights.Count > 0)
        {
            var light = Slot.User(PromptSheet.Join(lights));
            _ =
                sheet.Sketch.Put("lighting.source", light)
                || sheet.Sketch.Put("lighting.quality", light)
                || sheet.Sketch.Put("lighting.direction", light);
        }
    }

    private static void ReadSettings(JsonElement root, WrittenPrompt written)
    {
        written.Ratio = RatioText.Parse(Text(root, "aspect_ratio"));
        written.Seed =
            root.TryGetProperty("seed", out var seed)
            && seed.ValueKind == JsonValueKind.Number
            && seed.TryGetInt64(out var number)
                ? number
                : null;
        written.Negatives.AddRange(
            Text(root, "negative_prompt")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        foreach (var member in root.EnumerateObject().Take(PromptSheet.Most))
        {
            if (!Members.Contains(member.Name, StringComparer.Ordinal))
            {
                written.Miss(member.Name, UnparsedReasons.MemberUnknown);
            }
        }
    }

    internal static string NotFiller(string text) =>
        Fillers.Contains(text, StringComparer.Ordinal) || PhraseSplit.IsGround(text) ? "" : text;

    internal static string Text(JsonElement? element, string name) =>
        element is { } parent ? PlainText.Clean(LenientJson.StringOf(parent, name) ?? "") : "";

    internal static JsonElement? Child(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child)
            ? child
            : null;
}
