using System.Globalization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary>What a favourite may be called, and which prompts may be kept.</summary>
internal static class FavouriteRules
{
    // The longest texts, in UTF-16 units.
    private const int MaxTitle = 120;
    private const int MaxFolder = 60;
    private const int MaxNote = 1000;

    /// <exception cref="ProblemException">400 with one error for each mistake.</exception>
    public static void Check(FavouriteRequest request)
    {
        List<ProblemError> errors =
        [
            .. LabelMistakes(request),
            .. PromptRequestRules.TargetMistakes(request.Targets),
            .. PromptRequestRules.PromptMistakes(request.Prompt),
        ];
        ThrowIfAny(errors);
    }

    /// <exception cref="ProblemException">400 with one error for each mistake.</exception>
    public static void Check(FavouriteLabels labels) => ThrowIfAny([.. LabelMistakes(labels)]);

    /// <summary>
    /// The labels as they are stored: the title and the folder on one line each, and a title made from the prompt when there was none.
    /// </summary>
    public static FavouriteLabels Cleaned(FavouriteLabels labels, StructuredPrompt prompt) =>
        new()
        {
            Title = TitleOf(labels.Title, prompt),
            Folder = Folder(labels.Folder),
            Note = Note(labels.Note),
        };

    public static string Folder(string? folder) => PlainText.Clean(folder ?? "");

    /// <exception cref="ProblemException">400: longer than any folder's name.</exception>
    public static string FolderAsked(string? folder)
    {
        ThrowIfAny([.. LabelMistakes(new FavouriteLabels { Folder = folder })]);
        return Folder(folder);
    }

    private static string? Note(string? note) =>
        note is null ? null : string.Join('\n', note.Split('\n').Select(PlainText.Clean)).Trim();

    private static string TitleOf(string? title, StructuredPrompt prompt)
    {
        var subject = prompt.Subjects is [var first, ..] ? first.Phrase?.Value : null;
        string?[] candidates = [title, prompt.Title, prompt.Summary, subject];
        var text = candidates.Select(c => PlainText.Clean(c ?? "")).FirstOrDefault(c => c.Length > 0) ?? "Prompt";
        if (text.Length <= MaxTitle)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle;
        return text[..end];
    }

    private static IEnumerable<ProblemError> LabelMistakes(FavouriteLabels labels)
    {
        if (labels.Title?.Length > MaxTitle)
        {
            yield return new ProblemError("title", "title-too-long", AtMost(MaxTitle));
        }

        if (labels.Folder?.Length > MaxFolder)
        {
            yield return new ProblemError("folder", "folder-too-long", AtMost(MaxFolder));
        }

        if (labels.Note?.Length > MaxNote)
        {
            yield return new ProblemError("note", "note-too-long", AtMost(MaxNote));
        }
    }

    private static string AtMost(int characters) =>
        string.Create(CultureInfo.InvariantCulture, $"At most {characters} characters.");

    private static void ThrowIfAny(List<ProblemError> errors)
    {
        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }
    }
}
