namespace AiPromptGen.Prompts.Library;

/// <summary>Words that say how a photograph is made: none belongs beside a watercolor.</summary>
internal static class PhotoWords
{
    private static readonly IReadOnlyList<string> All = WordLists.InOrder("photo-words");

    public static bool AreIn(string? text) => text is not null && All.Any(word => WholeWord.Contains(text, word));
}
