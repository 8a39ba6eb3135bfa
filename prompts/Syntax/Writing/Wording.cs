using System.Text;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// The words of one slot in one form: the library entry's own wording, or the writer's words with what the grammar of English needs.
/// </summary>
internal static class Wording
{
    /// <summary>The library entry whose own words the slot uses; null when it uses other words.</summary>
    public static LibraryEntry? EntryOf(Slot slot) =>
        slot.EntryId is { } id
        && PromptLibrary.Instance.Find(id) is { } entry
        && string.Equals(entry.Phrase, slot.Value, StringComparison.Ordinal)
            ? entry
            : null;

    public static string Of(Slot slot, LibraryEntry? entry, SlotGroup group, PromptForm form)
    {
        if (entry is not null)
        {
            return OfEntry(entry, form);
        }

        var text = PlainText.Clean(slot.Value);
        if (slot.Source == SlotSource.Library)
        {
            // The text is only a part of an entry's wording, so it is not the name of a style.
            return text;
        }

        return group == SlotGroup.Style && form == PromptForm.Prose ? StyleProse(text)
            : group == SlotGroup.Mood && form == PromptForm.Prose ? MoodProse(text)
            : text;
    }

    public static string OfEntry(LibraryEntry entry, PromptForm form) =>
        form switch
        {
            PromptForm.Prose => entry.Prose,
            PromptForm.Tags => entry.Tag,
            _ => null,
        } ?? entry.Phrase;

    private static string StyleProse(string text)
    {
        if (
            text.Length == 0
            || StartsWith(text, "in ")
            || StartsWith(text, "with ")
            || text.Contains(',', StringComparison.Ordinal)
        )
        {
            return text;
        }

        return WholeWord.Contains(text, "style") || WholeWord.Contains(text, "black and white")
            ? $"in {text}"
            : $"in {text} style";
    }

    private static string MoodProse(string text) =>
        text.Length == 0 || text.Contains(' ', StringComparison.Ordinal) || StartsWith(text, "mood")
            ? text
            : $"{text} mood";

    private static bool StartsWith(string text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    public static string OfPalette(List<PaletteColor> colors, PromptTarget target)
    {
        var builder = new StringBuilder(target.Form == PromptForm.Prose ? "a palette of " : "");
        for (var i = 0; i < colors.Count; i++)
        {
            builder.Append(
                i == 0 ? ""
                : i == colors.Count - 1 ? " and "
                : ", "
            );
            builder.Append(PlainText.Clean(colors[i].Name.Value));
        }

        return target.Form == PromptForm.Prose ? builder.ToString() : builder.Append(" palette").ToString();
    }

    public static string OfText(TextElement element)
    {
        var text = $"the text \"{PlainText.Clean(element.Literal.Value).Replace('"', '\'')}\"";
        if (element.Typeface is { } typeface)
        {
            text += $" in {PlainText.Clean(typeface.Value)}";
        }

        return element.Placement is { } placement ? $"{text} {PlainText.Clean(placement.Value)}" : text;
    }
}
