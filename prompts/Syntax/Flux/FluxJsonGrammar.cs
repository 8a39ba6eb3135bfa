using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Flux;

/// <summary>FLUX.2's JSON: the scene in one sentence, each thing and each text by itself, then how the picture is made.</summary>
internal sealed class FluxJsonGrammar : Grammar
{
    public static readonly FluxJsonGrammar Instance = new();

    public override string Escape(string text) => text;

    public override bool IsOwn(string prompt) => !IdeogramPrompt.IsCaption(prompt);

    public override string Amend(string prompt, Amendment wanted) => JsonText.Amend(prompt, "scene", wanted);

    public override string Compose(RenderingState state)
    {
        var scene = SceneSplit.Of(state);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, JsonText.Compact))
        {
            json.WriteStartObject();
            json.WriteString("scene", scene.Description);
            json.WriteStartArray("subjects");
            foreach (var thing in scene.Things)
            {
                json.WriteStartObject();
                json.WriteString("description", thing.Words);
                JsonText.Write(json, "position", PositionOf(thing.Box));
                JsonText.Colors(json, "color_palette", thing.Colors);
                json.WriteEndObject();
            }

            foreach (var text in scene.Texts)
            {
                json.WriteStartObject();
                json.WriteString("description", $"the text \"{text.Literal}\"");
                JsonText.Write(json, "style", text.Style);
                JsonText.Write(json, "position", text.Placement.Length > 0 ? text.Placement : PositionOf(text.Box));
                JsonText.Colors(json, "color_palette", text.Colors);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            JsonText.Write(json, "background", scene.Background);
            var style = scene.Join(SlotGroup.Style);
            style = PhraseSplit.StyleOf(state.Prompt, style);
            JsonText.Write(json, "style", SceneSplit.Both(scene.Join(SlotGroup.Medium), style));
            JsonText.Write(json, "composition", scene.Join(SlotGroup.Composition));
            JsonText.Write(json, "camera", scene.Join(SlotGroup.Camera));
            JsonText.Write(json, "lighting", scene.Join(SlotGroup.Lighting));
            JsonText.Write(json, "mood", scene.Join(SlotGroup.Mood));
            JsonText.Colors(json, "color_palette", scene.Colors);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The place of a box in words, because this JSON has no numbers for places.</summary>
    private static string PositionOf(Box? box)
    {
        if (box is null)
        {
            return "";
        }

        var row = Third(box.Top, box.Bottom, "top", "middle", "bottom");
        var column = Third(box.Left, box.Right, "left", "center", "right");
        return $"{row} {column}";
    }

    private static string Third(int from, int to, string low, string middle, string high) =>
        ((from + to) / 2) switch
        {
            < 334 => low,
            < 667 => middle,
            _ => high,
        };
}
