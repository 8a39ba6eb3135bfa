using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Writes the JSON caption on which Ideogram 4 was trained, with its keys in that order. "photo" and "art_style" exclude each other. The
/// writer's whole text goes into high_level_description, and the elements name its parts.
/// </summary>
internal sealed class IdeogramGrammar : Grammar
{
    public static readonly IdeogramGrammar Instance = new();

    private const string DescriptionName = "high_level_description";

    public override string Escape(string text) => text;

    /// <summary>Adds to the description, which the model reads first.</summary>
    public override string Amend(string prompt, Amendment wanted) => JsonText.Amend(prompt, DescriptionName, wanted);

    public override bool IsOwn(string prompt) => IdeogramPrompt.IsCaption(prompt);

    public override string Compose(RenderingState state)
    {
        var scene = SceneSplit.Of(state);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Compact))
        {
            json.WriteStartObject();
            json.WriteString(DescriptionName, scene.Description);
            WriteStyle(json, state, scene);
            json.WriteStartObject("compositional_deconstruction");
            json.WriteString("background", scene.Background);
            json.WriteStartArray("elements");
            WriteElements(json, scene);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Whether the style block has a member for the piece. "photo" takes the view; the composition of a drawing is not a part of any style.
    /// </summary>
    public override bool HasPlaceFor(RenderingState state, Piece piece) =>
        HasStyle(state) && piece.Group != SlotGroup.Quality && (piece.Group != SlotGroup.Composition || IsPhoto(state));

    private static bool IsPhoto(RenderingState state) => state.Prompt.ContentClass == ContentClass.Photo;

    /// <summary>
    /// Whether there is a style block. It must name a medium; when none is known, the words of the style go into the description.
    /// </summary>
    private static bool HasStyle(RenderingState state) =>
        state.Prompt.ContentClass is not null || state.Pieces.Exists(piece => piece.Group == SlotGroup.Medium);

    private static void WriteStyle(Utf8JsonWriter json, RenderingState state, SceneSplit scene)
    {
        if (!HasStyle(state))
        {
            return;
        }

        var photo = IsPhoto(state);
        var medium = scene.Join(SlotGroup.Medium);
        var style = scene.Join(SlotGroup.Style);
        var view = photo ? scene.Join(SlotGroup.Camera, SlotGroup.Composition) : scene.Join(SlotGroup.Camera);
        var mood = scene.Join(SlotGroup.Mood, SlotGroup.Palette);
        json.WriteStartObject("style_description");
        JsonText.Write(json, "aesthetics", photo ? SceneSplit.Both(style, mood) : mood);
        JsonText.Write(json, "lighting", scene.Join(SlotGroup.Lighting));
        if (photo)
        {
            json.WriteString("photo", view.Length > 0 ? view : "photograph");
            json.WriteString("medium", medium.Length > 0 ? medium : "photograph");
        }
        else
        {
            medium = medium.Length > 0 ? medium : "illustration";
            json.WriteString("medium", medium);
            var art = SceneSplit.Both(PhraseSplit.StyleOf(state.Prompt, style), view);
            json.WriteString("art_style", art.Length > 0 ? art : medium);
        }

        JsonText.Colors(json, "color_palette", scene.Colors);
        json.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter json, SceneSplit scene)
    {
        foreach (var thing in scene.Things)
        {
            json.WriteStartObject();
            json.WriteString("type", "obj");
            WriteBox(json, thing.Box);
            json.WriteString("desc", thing.Words);
            JsonText.Colors(json, "color_palette", thing.Colors);
            json.WriteEndObject();
        }

        foreach (var text in scene.Texts)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            WriteBox(json, text.Box);
            json.WriteString("text", text.Literal);
            json.WriteString("desc", SceneSplit.Both(text.Style, text.Placement));
            JsonText.Colors(json, "color_palette", text.Colors);
            json.WriteEndObject();
        }
    }

    private static void WriteBox(Utf8JsonWriter json, Box? box)
    {
        if (box is not null)
        {
            json.WriteStartArray("bbox");
            json.WriteNumberValue(Math.Clamp(Math.Min(box.Top, box.Bottom), 0, 1000));
            json.WriteNumberValue(Math.Clamp(Math.Min(box.Left, box.Right), 0, 1000));
            json.WriteNumberValue(Math.Clamp(Math.Max(box.Top, box.Bottom), 0, 1000));
            json.WriteNumberValue(Math.Clamp(Math.Max(box.Left, box.Right), 0, 1000));
            json.WriteEndArray();
        }
    }
}
