using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>The things and the lettering in the picture, with their places.</summary>
internal sealed class IdeogramElements(JsonElement? layout, PromptSheet sheet)
{
    public void ReadObjects()
    {
        var all = Elements("obj").Select(element => IdeogramPrompt.Text(element, "desc")).ToList();
        foreach (var element in Elements("obj"))
        {
            var description = IdeogramPrompt.Text(element, "desc");
            if (description.Length == 0)
            {
                continue;
            }

            sheet.AddWhole(new Stretch(description, 1));

            sheet.Subjects[^1] = sheet.Subjects[^1] with { Box = BoxOf(element) };
            foreach (var hex in IdeogramColors.In(element))
            {
                var target = TargetOf(sheet.Subjects[^1], all);
                sheet.Sketch.Palette.RemoveAll(color => IsSame(color, hex, target));
                sheet.Sketch.Palette.Add(
                    new PaletteColor
                    {
                        Hex = hex,
                        Name = Slot.User(HexColor.Name(hex), inline: target is not null),
                        Target = target,
                    }
                );
            }
        }
    }

    public void ReadTexts(WrittenPrompt written)
    {
        foreach (var element in Elements("text"))
        {
            var literal = IdeogramPrompt.Text(element, "text");
            var description = IdeogramPrompt.NotFiller(IdeogramPrompt.Text(element, "desc"));
            if (literal.Length == 0 || sheet.Texts.Count >= PromptSheet.Most)
            {
                written.Miss(description, UnparsedReasons.ValueInvalid);
                continue;
            }

            var told = sheet.Texts.FindIndex(text => text.Literal.Value.Equals(literal, StringComparison.Ordinal));
            var inline = told >= 0 && sheet.Texts[told].Literal.Inline;
            if (told >= 0)
            {
                sheet.Texts.RemoveAt(told);
            }

            var comma = description.IndexOf(", ", StringComparison.Ordinal);
            var (face, place) = comma < 0 ? (description, "") : (description[..comma], description[(comma + 2)..]);
            face = IdeogramPrompt.NotFiller(face);
            sheet.Texts.Add(
                new TextElement
                {
                    Literal = Slot.User(literal, inline: inline),
                    Typeface = face.Length > 0 ? Slot.User(face) : null,
                    Placement = place.Length > 0 ? Slot.User(place) : null,
                    Box = BoxOf(element),
                }
            );
        }
    }

    /// <summary>
    /// What a color belongs to: the noun of the subject or, when another thing has the same noun, all of its words, so that the other one
    /// does not get its color.
    /// </summary>
    private static string? TargetOf(Subject subject, List<string> all) =>
        subject.Noun?.Value is { } noun
        && all.Count(each => WholeWord.Contains(each, noun)) > 1
        && PieceBuilder.SubjectText(subject) is { Length: <= StructuredPromptRules.LongestName } words
            ? words
            : subject.Noun?.Value;

    private static bool IsSame(PaletteColor color, string hex, string? target) =>
        hex.Equals(color.Hex, StringComparison.Ordinal)
        && string.Equals(color.Target, target, StringComparison.Ordinal);

    private IEnumerable<JsonElement> Elements(string type) =>
        IdeogramPrompt.Child(layout, "elements") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
                .Where(element => IsOf(type, IdeogramPrompt.Text(element, "type")))
                .Take(PromptSheet.Most)
            : [];

    /// <summary>Whether an element is of a type. An element without a type is a thing.</summary>
    private static bool IsOf(string type, string said) =>
        said.Equals(type, StringComparison.Ordinal) || (said.Length == 0 && type is "obj");

    /// <summary>The box that the element has as [top, left, bottom, right], each from 0 to 1000.</summary>
    private static Box? BoxOf(JsonElement element)
    {
        if (
            IdeogramPrompt.Child(element, "bbox") is not { ValueKind: JsonValueKind.Array } list
            || list.GetArrayLength() != 4
        )
        {
            return null;
        }

        var sides = list.EnumerateArray()
            .Select(side => side.ValueKind == JsonValueKind.Number && side.TryGetInt32(out var at) ? at : -1)
            .ToArray();
        return Array.TrueForAll(sides, side => side is >= 0 and <= 1000)
            ? new Box(sides[0], sides[1], sides[2], sides[3])
            : null;
    }
}
