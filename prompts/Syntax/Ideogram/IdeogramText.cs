using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Turns the JSON caption of Ideogram 4 into one text for models that read words. The caption says most things twice, in its description
/// and as elements; here each is said once, in the order in which a person would describe the picture.
/// </summary>
internal sealed class IdeogramText
{
    private readonly FinishedText _text = new();
    private string _said = "";

    /// <summary>Null when the text is not such JSON.</summary>
    public static FinishedText? Read(string text)
    {
        using var json = IdeogramPrompt.Parse(text);
        return json is null ? null : new IdeogramText().Read(json.RootElement);
    }

    private FinishedText Read(JsonElement root)
    {
        Say(IdeogramPrompt.Text(root, "high_level_description"));
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "high_level_description":
                    break;
                case "style_description" when member.Value.ValueKind == JsonValueKind.Object:
                    ReadStyle(member.Value);
                    break;
                case "compositional_deconstruction" when member.Value.ValueKind == JsonValueKind.Object:
                    ReadLayout(member.Value);
                    break;
                case "negative_prompt":
                    _text.Negative.Add(new TextPart(PartKind.Words, IdeogramPrompt.Text(root, member.Name)));
                    break;
                default:
                    ReadAny(member);
                    break;
            }
        }

        return _text;
    }

    /// <summary>
    /// Reads a member that the caption does not have: its texts are words of the prompt, as in FLUX.2's JSON, and its numbers are settings.
    /// </summary>
    private void ReadAny(JsonProperty member)
    {
        if (member.Name is "aspect_ratio" or "seed")
        {
            ReadSetting(member);
        }
        else if (member.Name is "color_palette")
        {
            Colors(member.Value, ", a palette of ");
        }
        else if (LenientJson.TextOf(member.Value) is { } words)
        {
            Say(PlainText.Clean(words));
        }
        else if (member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            ReadInside(member.Value);
        }
        else
        {
            ReadSetting(member);
        }
    }

    private void ReadInside(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            // The color of a thing is said with its name, before its place and what it does.
            var isThing = value.TryGetProperty("description", out _);
            foreach (
                var member in value.EnumerateObject().Where(member => member.Name is not "color_palette" || !isThing)
            )
            {
                if (member.Name is "color_palette")
                {
                    Colors(member.Value, " in ");
                    continue;
                }

                ReadAny(member);
                if (member.Name is "description" && value.TryGetProperty("color_palette", out var colors))
                {
                    Colors(colors, " in ");
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                ReadInside(item);
            }
        }
        else
        {
            Say(PlainText.Clean(LenientJson.TextOf(value) ?? value.GetRawText()));
        }
    }

    private void ReadSetting(JsonProperty member)
    {
        var (value, role) = (LenientJson.TextOf(member.Value) ?? member.Value.GetRawText(), SettingRole.Tool);
        switch (member.Name)
        {
            case "aspect_ratio" when RatioText.Parse(value) is { } ratio:
                (role, _text.Ratio) = (SettingRole.Ratio, ratio);
                break;
            case "seed" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                (role, _text.Seed) = (SettingRole.Seed, seed);
                break;
        }

        _text.Settings.Add(new TextSetting(role, member.Name, value, $"{member.Name}: {value}"));
    }

    private void ReadStyle(JsonElement style)
    {
        foreach (var member in style.EnumerateObject())
        {
            if (member.Name is "color_palette")
            {
                Colors(member.Value, ", a palette of ");
            }
            else if (LenientJson.TextOf(member.Value) is { } words)
            {
                Say(PlainText.Clean(words));
            }
            else
            {
                ReadSetting(member);
            }
        }
    }

    private void ReadLayout(JsonElement layout)
    {
        foreach (var member in layout.EnumerateObject())
        {
            if (member.Name is "elements" && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in member.Value.EnumerateArray())
                {
                    ReadElement(element);
                }
            }
            else if (LenientJson.TextOf(member.Value) is { } words)
            {
                Say(IdeogramPrompt.NotFiller(PlainText.Clean(words)));
            }
            else
            {
                ReadSetting(member);
            }
        }
    }

    private void ReadElement(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Say(PlainText.Clean(LenientJson.TextOf(element) ?? element.GetRawText()));
            return;
        }

        var writing = IdeogramPrompt.Text(element, "text");
        var description = IdeogramPrompt.NotFiller(IdeogramPrompt.Text(element, "desc"));
        if (writing.Length > 0)
        {
            Say($"the text \"{writing}\"");
        }

        var isNew = Say(description);
        foreach (var member in element.EnumerateObject())
        {
            switch (member.Name)
            {
                case "type" or "text" or "desc":
                    break;
                case "color_palette":
                    // When the thing was named before, its name is repeated, so that the color does not go to the thing that was named
                    // last.
                    Colors(member.Value, isNew || description.Length == 0 ? " in " : $", {description} in ");
                    break;
                case "bbox":
                    var thing = writing.Length > 0 ? writing : description;
                    _text.Mistakes.Add(
                        new UnparsedPart($"{member.Value.GetRawText()} {thing}".Trim(), UnparsedReasons.Position)
                    );
                    break;
                default:
                    ReadSetting(member);
                    break;
            }
        }
    }

    private void Colors(JsonElement list, string before)
    {
        foreach (var hex in IdeogramColors.Of(list))
        {
            _text.Parts.Add(new TextPart(PartKind.Words, before));
            _text.Parts.Add(new TextPart(PartKind.Color, hex));
            before = " and ";
        }
    }

    /// <summary>Adds words that were not said before. False when they were.</summary>
    private bool Say(string words)
    {
        if (words.Length == 0 || _said.Contains(words, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var sign =
            _said.Length == 0 ? ""
            : _said[^1] is '.' or '!' or '?' ? " "
            : ", ";
        _text.Parts.Add(new TextPart(PartKind.Words, sign + words));
        _said += sign + words;
        return true;
    }
}
