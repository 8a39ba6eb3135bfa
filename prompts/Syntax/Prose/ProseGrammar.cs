using System.Text;

namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>Writes plain sentences, one for each cluster of slots. Prose has no syntax that a text could use by accident.</summary>
internal sealed class ProseGrammar : Grammar
{
    public static readonly ProseGrammar Instance = new();

    /// <summary>The groups of each sentence, one bit for each group.</summary>
    private static readonly int[] TextLast =
    [
        Cluster(SlotGroup.Subject, SlotGroup.Setting),
        Cluster(SlotGroup.Video),
        Cluster(SlotGroup.Medium, SlotGroup.Style, SlotGroup.Composition, SlotGroup.Camera),
        Cluster(SlotGroup.Lighting),
        Cluster(SlotGroup.Mood, SlotGroup.Palette),
        Cluster(SlotGroup.Exclusion),
        Cluster(SlotGroup.Text),
        Cluster(SlotGroup.Quality),
    ];

    private static readonly int[] TextFirst = [TextLast[0], Cluster(SlotGroup.Text), .. TextLast[1..6], TextLast[7]];

    private static readonly char[] Leading = [',', ';', ':', ' '];

    public override string Compose(RenderingState state)
    {
        var builder = new StringBuilder(256);
        foreach (var cluster in state.Target.Has(TargetFeatures.TextFirst) ? TextFirst : TextLast)
        {
            AppendSentence(builder, state.Pieces, cluster);
        }

        return builder.ToString();
    }

    /// <summary>Adds a sentence.</summary>
    public override string Amend(string prompt, Amendment wanted)
    {
        if (wanted.Words.Count == 0)
        {
            return prompt;
        }

        var builder = new StringBuilder(prompt.TrimEnd());
        builder.Append(builder.Length == 0 || Ends(builder) ? "" : ".");
        AppendSentence(
            builder,
            [.. wanted.Words.Select(words => new Piece(SlotGroup.Subject, "", words, Locked: true))],
            Cluster(SlotGroup.Subject)
        );
        return builder.ToString();
    }

    public override string Escape(string text) => text;

    private static int Cluster(params ReadOnlySpan<SlotGroup> groups)
    {
        var bits = 0;
        foreach (var group in groups)
        {
            bits |= Bit(group);
        }

        return bits;
    }

    private static int Bit(SlotGroup group) => 1 << (int)group;

    private static void AppendSentence(StringBuilder builder, List<Piece> pieces, int cluster)
    {
        var open = false;
        foreach (var piece in pieces)
        {
            if ((cluster & Bit(piece.Group)) == 0)
            {
                continue;
            }

            if (piece.IsWritten)
            {
                builder.Append(builder.Length == 0 ? "" : " ").Append(piece.Text);
                open = true;
                continue;
            }

            var text = piece.Text.TrimStart(Leading);
            if (text.Length == 0)
            {
                continue;
            }

            if (open && !Ends(builder))
            {
                builder.Append(", ").Append(text);
            }
            else
            {
                builder.Append(builder.Length == 0 ? "" : " ");
                AppendCapital(builder, text);
            }

            open = true;
            TrimComma(builder);
        }

        if (open && !Ends(builder) && !pieces.TrueForAll(piece => piece.IsWritten))
        {
            builder.Append('.');
        }
    }

    private static bool Ends(StringBuilder builder) =>
        builder.Length > 0 && builder[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    private static void TrimComma(StringBuilder builder)
    {
        while (builder.Length > 0 && builder[^1] is ',' or ';' or ':' or ' ')
        {
            builder.Length--;
        }
    }

    /// <summary>Adds a text with a capital at its beginning. A word with a capital inside (iPhone) is left as it is.</summary>
    private static void AppendCapital(StringBuilder builder, string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        if (word.Length == 0 || !char.IsAsciiLetterLower(word[0]) || word.IndexOfAnyInRange('A', 'Z') >= 0)
        {
            builder.Append(text);
            return;
        }

        builder.Append(char.ToUpperInvariant(text[0])).Append(text, 1, text.Length - 1);
    }
}
