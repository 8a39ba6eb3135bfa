using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Ideogram 4 reads the JSON caption it was trained on, with the keys in that order. "photo" and "art_style" exclude each
/// other; the whole text of the writer stands in high_level_description, elements name its parts.
/// </summary>
internal sealed class IdeogramGrammar : Grammar
{
    private const int MostColors = 16;
    private const int MostColorsOfElement = 5;
    private const int MostWordsOfElement = 60;

    public static readonly IdeogramGrammar Instance = new();

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Escape(string text) => text;

    public override string Compose(Draft draft)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("high_level_description", Description(draft));
            WriteStyle(json, draft);
            json.WriteStartObject("compositional_deconstruction");
            json.WriteString("background", Background(draft));
            json.WriteStartArray("elements");
            WriteElements(json, draft.Prompt);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Description(Draft draft)
    {
        var main = Join(draft.Pieces, piece => piece.Group is SlotGroup.Subject or SlotGroup.Setting && !piece.Inline);
        var homeless = Join(
            draft.Pieces,
            piece => piece.Group > SlotGroup.Setting && !piece.Inline && !HasPlace(draft, piece)
        );
        return homeless.Length == 0 ? main : $"{main}, {homeless}";
    }

    /// <summary>Whether a piece is written elsewhere than in the description.</summary>
    private static bool HasPlace(Draft draft, Piece piece) =>
        piece.Group == SlotGroup.Exclusion
        || IsBackground(piece)
        || (
            HasStyle(draft)
            && piece.Group != SlotGroup.Quality
            // "photo" takes the view; how a drawing is composed belongs to no style.
            && (piece.Group != SlotGroup.Composition || IsPhoto(draft))
        );

    private static bool IsPhoto(Draft draft) => draft.Prompt.ContentClass == ContentClass.Photo;

    /// <summary>Empty space is a matter of the layout, not of style.</summary>
    private static bool IsBackground(Piece piece) =>
        string.Equals(piece.Path, "composition.negativeSpace", StringComparison.Ordinal);

    /// <summary>The style block must name a medium; without one known its words go into the description.</summary>
    private static bool HasStyle(Draft draft) =>
        draft.Prompt.ContentClass is not null || draft.Pieces.Exists(piece => piece.Group == SlotGroup.Medium);

    private static void WriteStyle(Utf8JsonWriter json, Draft draft)
    {
        if (!HasStyle(draft))
        {
            return;
        }

        var photo = IsPhoto(draft);
        var medium = Join(draft.Pieces, piece => piece.Group == SlotGroup.Medium);
        var style = Join(draft.Pieces, piece => piece.Group == SlotGroup.Style);
        var view = Join(
            draft.Pieces,
            piece =>
                piece.Group == SlotGroup.Camera
                || (photo && piece.Group == SlotGroup.Composition && !IsBackground(piece))
        );
        var mood = Join(draft.Pieces, piece => piece.Group is SlotGroup.Mood or SlotGroup.Palette);
        json.WriteStartObject("style_description");
        WriteText(json, "aesthetics", photo ? Both(style, mood) : mood);
        WriteText(json, "lighting", Join(draft.Pieces, piece => piece.Group == SlotGroup.Lighting));
        if (photo)
        {
            json.WriteString("photo", view.Length > 0 ? view : "photograph");
            json.WriteString("medium", medium.Length > 0 ? medium : "photograph");
        }
        else
        {
            medium = medium.Length > 0 ? medium : "illustration";
            json.WriteString("medium", medium);
            var art = Both(style, view);
            json.WriteString("art_style", art.Length > 0 ? art : medium);
        }

        WriteColors(json, draft.Prompt.Palette.Where(color => color.Target is null), MostColors);
        json.WriteEndObject();
    }

    private static string Background(Draft draft)
    {
        var place = Join(
            draft.Pieces,
            piece => piece.Group is SlotGroup.Setting or SlotGroup.Exclusion || IsBackground(piece)
        );
        return place.Length > 0 ? place : Backdrop(draft);
    }

    /// <summary>Nobody said where: the schema wants words, so they repeat what the prompt knows and claim nothing new.</summary>
    private static string Backdrop(Draft draft)
    {
        var colors = draft
            .Prompt.Palette.Where(color => color.Target is null)
            .Take(2)
            .Select(color => PictureWords.Bare(color.Name.Value));
        var tones = PlainText.Clean(string.Join(" and ", colors));
        var light = Join(draft.Pieces, piece => piece.Group == SlotGroup.Lighting);
        return tones.Length > 0 ? $"Backdrop in {tones}"
            : light.Length > 0 ? $"Backdrop in this light: {light}"
            : Description(draft);
    }

    private static void WriteElements(Utf8JsonWriter json, StructuredPrompt prompt)
    {
        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            var text = PieceBuilder.SubjectText(prompt.Subjects[i]);
            if (!PieceBuilder.SaysSomething(text))
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("type", "obj");
            WriteBox(json, prompt.Subjects[i].Box);
            json.WriteString("desc", Short(text));
            if (prompt.Subjects[i].Noun is { } noun)
            {
                WriteColors(json, prompt.Palette.Where(color => IsOf(color, noun)), MostColorsOfElement);
            }

            json.WriteEndObject();
        }

        foreach (var writing in prompt.Text.Where(PieceBuilder.IsWriting))
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            WriteBox(json, writing.Box);
            json.WriteString("text", PlainText.Clean(writing.Literal.Value));
            json.WriteString(
                "desc",
                Both(PlainText.Clean(writing.Typeface?.Value ?? "clear lettering"), writing.Placement?.Value ?? "")
            );
            json.WriteEndObject();
        }
    }

    private static bool IsOf(PaletteColor color, Slot noun) =>
        color.Target is { } target && target.Equals(noun.Value, StringComparison.OrdinalIgnoreCase);

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

    private static void WriteColors(Utf8JsonWriter json, IEnumerable<PaletteColor> colors, int most)
    {
        var hexes = colors
            .Where(color => HexColor.IsValid(color.Hex))
            .Select(color => color.Hex!)
            .Distinct(StringComparer.Ordinal);
        var open = false;
        foreach (var hex in hexes.Take(most))
        {
            if (!open)
            {
                json.WriteStartArray("color_palette");
                open = true;
            }

            json.WriteStringValue(hex.ToUpperInvariant());
        }

        if (open)
        {
            json.WriteEndArray();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static string Short(string text)
    {
        var spaces = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ' && ++spaces == MostWordsOfElement)
            {
                return text[..i];
            }
        }

        return text;
    }

    private static string Join(List<Piece> pieces, Func<Piece, bool> wanted) =>
        string.Join(", ", pieces.Where(wanted).Select(piece => piece.Text));

    private static string Both(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}, {second}";
}
