using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Finds each piece in a finished prompt, in the order of importance. The pieces are in this target's own words, as the grammar wrote them,
/// so pieces that the target words differently from the person are found too. Spans never overlap.
/// </summary>
internal static class SpanFinder
{
    /// <summary>Signs that grammars write between pieces or remove from their ends.</summary>
    private static readonly char[] Signs = [' ', ',', '.', ';', ':'];

    public static IReadOnlyList<RenderedSpan> Find(RenderingState state, string prompt)
    {
        var spans = new List<RenderedSpan>();
        var taken = new bool[prompt.Length];
        // The longest text is looked for first, because a short one may also be a part of a longer one.
        foreach (var (path, text) in Wanted(state).OrderByDescending(wanted => wanted.Text.Length))
        {
            Claim(prompt, Written(text, state.Target), path, taken, spans);
        }

        spans.Sort((one, other) => one.Start.CompareTo(other.Start));
        return spans;
    }

    /// <summary>The text as it is in the prompt. In JSON, for example, a quotation mark has a backslash before it.</summary>
    private static string Written(string text, PromptTarget target) =>
        target.Form == PromptForm.Json
            ? JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value
            : text;

    private static IEnumerable<(string Path, string Text)> Wanted(RenderingState state)
    {
        var grammar = state.Target.Grammar;
        foreach (var piece in state.Pieces)
        {
            var isPalette = string.Equals(piece.Path, "palette", StringComparison.Ordinal);
            if (isPalette)
            {
                for (var i = 0; i < state.Prompt.Palette.Count; i++)
                {
                    var name = PlainText.Clean(state.Prompt.Palette[i].Name.Value);
                    yield return (string.Create(null, $"palette[{i}].name"), grammar.Escape(name));
                }
            }
            else
            {
                yield return (piece.Path, grammar.Escape(piece.Text));
            }
        }

        if (state.Prompt.AspectRatio is { } ratio)
        {
            yield return ("aspectRatio", ratio.ToString());
        }

        if (state.Target.Negatives != NegativeMode.Flag)
        {
            yield break;
        }

        for (var i = 0; i < state.Prompt.Negatives.Count; i++)
        {
            var term = PlainText.Clean(state.Prompt.Negatives[i].Term.Value).Replace(',', ' ').Trim();
            yield return (string.Create(null, $"negatives[{i}]"), grammar.Escape(term));
        }
    }

    private static void Claim(string prompt, string text, string path, bool[] taken, List<RenderedSpan> spans)
    {
        var wanted = text.Trim(Signs);
        for (var from = 0; wanted.Length > 0 && from <= prompt.Length - wanted.Length; )
        {
            // Case is ignored, because a sentence begins with a capital and tags are in lower case.
            var at = prompt.IndexOf(wanted, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return;
            }

            if (IsWhole(prompt, at, wanted.Length) && !taken.AsSpan(at, wanted.Length).Contains(true))
            {
                taken.AsSpan(at, wanted.Length).Fill(true);
                spans.Add(new RenderedSpan(at, wanted.Length, path));
                return;
            }

            from = at + 1;
        }
    }

    /// <summary>Whether the words are whole words: "art" is not found in "party".</summary>
    private static bool IsWhole(string prompt, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(prompt[start]) || !char.IsLetterOrDigit(prompt[start - 1]))
        && (
            start + length == prompt.Length
            || !char.IsLetterOrDigit(prompt[start + length - 1])
            || !char.IsLetterOrDigit(prompt[start + length])
        );
}
