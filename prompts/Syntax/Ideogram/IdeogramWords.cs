namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Reads the words of a caption, which says most things twice, and keeps each once. What the sentence says beside the elements becomes the
/// setting when the background says it too; otherwise it stays as words of the scene.
/// </summary>
internal sealed class IdeogramWords(PromptSheet sheet)
{
    public void Read(string description, string background)
    {
        var rest = WithoutSubjects(description);
        var told = PromptPart.Cut(background);
        var own = new List<PromptPart>();
        sheet.Sort(PromptPart.Cut(rest), own);
        if (sheet.Subjects.Count == 0 && own.Count > 0)
        {
            var scene = own.TakeWhile(part => !Says(told, part)).ToList();
            sheet.Add([new Stretch(PromptSheet.Join(scene.Count > 0 ? scene : own), 1)]);
            own.RemoveRange(0, scene.Count > 0 ? scene.Count : own.Count);
        }

        var words = string.Join(' ', sheet.Subjects.Select(subject => subject.Phrase?.Value));
        var loose = own.FindAll(part => !Says(told, part));
        if (loose.Count > 0)
        {
            sheet.Relations.Add(Slot.User(PromptSheet.Join(loose)));
            words = $"{words} {sheet.Relations[0].Value}";
        }

        var places = new List<PromptPart>();
        sheet.Sort(told, places);
        var inside = places.FindAll(part => words.Contains(part.Text, StringComparison.OrdinalIgnoreCase));
        var outside = places.FindAll(part => !words.Contains(part.Text, StringComparison.OrdinalIgnoreCase));
        if (inside.Count > 0)
        {
            sheet.Place = Slot.User(PromptSheet.Join(inside), inline: true);
        }

        sheet.Background = outside.Count > 0 ? Slot.User(PromptSheet.Join(outside)) : null;
    }

    private static bool Says(List<PromptPart> background, PromptPart part) =>
        background.Exists(told => told.Text.Equals(part.Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rest of the sentence after the elements' descriptions, which it contains word for word at its beginning.</summary>
    private string WithoutSubjects(string description)
    {
        var at = 0;
        foreach (var subject in sheet.Subjects)
        {
            var phrase = subject.Phrase?.Value ?? "";
            var found = description.IndexOf(phrase, at, StringComparison.OrdinalIgnoreCase);
            if (found != at)
            {
                break;
            }

            at += phrase.Length;
            while (at < description.Length && description[at] is ',' or ' ' or '.')
            {
                at++;
            }
        }

        return description[at..];
    }
}
