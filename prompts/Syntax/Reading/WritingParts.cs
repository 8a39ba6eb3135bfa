namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>Reads a part that names writing in the picture: <c>the text "SEA YOU" in rounded sans serif at the bottom</c>.</summary>
internal static class WritingParts
{
    private static readonly string[] Openers = ["the text ", "text ", "the words ", "the word ", "lettering "];

    private static readonly string[] Places =
    [
        " at the ",
        " on the ",
        " along the ",
        " across the ",
        " above the ",
        " below the ",
        " in the ",
    ];

    public static TextElement? Read(string part)
    {
        var opener = Array.Find(Openers, words => part.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        var open = opener?.Length ?? 0;
        if (opener is null || open + 2 >= part.Length || part[open] is not ('"' or '“'))
        {
            return null;
        }

        var close = part.IndexOf(part[open] == '"' ? '"' : '”', open + 1);
        if (close <= open + 1)
        {
            return null;
        }

        var rest = part[(close + 1)..];
        if (rest.Length > 0 && !rest.StartsWith(" in ", StringComparison.OrdinalIgnoreCase) && PlaceIn(rest) != 0)
        {
            return null;
        }

        var place = PlaceIn(rest);
        var face = (place < 0 ? rest : rest[..place]).Trim();
        return new TextElement
        {
            Literal = Slot.User(part[(open + 1)..close]),
            Typeface = face.Length > 3 ? Slot.User(face[3..].Trim()) : null,
            Placement = place < 0 ? null : Slot.User(rest[place..].Trim()),
        };
    }

    private static int PlaceIn(string rest) =>
        Places
            .Select(place => rest.IndexOf(place, StringComparison.OrdinalIgnoreCase))
            .Where(at => at >= 0)
            .DefaultIfEmpty(-1)
            .Min();
}
