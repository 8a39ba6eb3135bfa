namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Fits the pieces into the budget by leaving out whole pieces, the least important first, and never a locked one.</summary>
internal static class Packing
{
    /// <summary>How many units the signs at the end of a piece may save when a comma follows them.</summary>
    private const int Slack = 2;

    /// <summary>The groups in the order in which they are left out when there is no room.</summary>
    private static readonly SlotGroup[] Expendable =
    [
        SlotGroup.Quality,
        SlotGroup.Mood,
        SlotGroup.Camera,
        SlotGroup.Palette,
        SlotGroup.Composition,
        SlotGroup.Lighting,
        SlotGroup.Style,
        SlotGroup.Medium,
        SlotGroup.Exclusion,
        SlotGroup.Video,
        SlotGroup.Setting,
        SlotGroup.Text,
        SlotGroup.Subject,
    ];

    public static (string Prompt, int Count) Fit(RenderingState state)
    {
        var (target, pieces) = (state.Target, state.Pieces);
        if (IsSumOfPieces(state) && FitSum(state) is { } sum)
        {
            return sum;
        }

        var (prompt, count) = Compose(state);
        if (count <= target.Limit)
        {
            return (prompt, count);
        }

        // As long as the pieces alone are too long, the prompt is not written out, so that even hundreds of slots take little time.
        var costs = pieces.ConvertAll(piece => LeastCost(piece, target));
        var least = costs.Sum();
        while (LeastImportant(pieces) is var at and >= 0)
        {
            state.Dropped.Add(new DroppedSlot(pieces[at].Path, pieces[at].Text, "budget"));
            least -= costs[at];
            pieces.RemoveAt(at);
            costs.RemoveAt(at);
            // The last tag has no comma after it.
            if (least - 1 > target.Limit)
            {
                continue;
            }

            (prompt, count) = Compose(state);
            if (count <= target.Limit)
            {
                return (prompt, count);
            }
        }

        state.Warn(
            "over-budget",
            $"Your own words need more than the {target.Limit} {target.Unit.ToString().ToLowerInvariant()} of {target.Name}; nothing of them was cut."
        );
        return Compose(state);
    }

    /// <summary>
    /// Whether the tokens of the prompt are the sum of those of its pieces and of the commas. That holds when each piece is written
    /// unchanged and ends in a letter or a digit, so that no sign of it forms one token with the comma after it.
    /// </summary>
    private static bool IsSumOfPieces(RenderingState state)
    {
        var (target, grammar) = (state.Target, state.Target.Grammar);
        return target is { Form: PromptForm.Tags, Unit: BudgetUnit.Tokens, CountKind: CountKind.Exact }
            && state.Pieces.TrueForAll(piece =>
                piece is { Weight: 1, IsWritten: false, Inline: false, Text: [.., var last] }
                && char.IsLetterOrDigit(last)
                && ReferenceEquals(grammar.Escape(piece.Text), piece.Text)
                && ReferenceEquals(grammar.Spoken(piece.Text), piece.Text)
            );
    }

    /// <summary>Counts each piece once and writes the prompt once; null when the locked pieces alone are too long.</summary>
    private static (string Prompt, int Count)? FitSum(RenderingState state)
    {
        var (target, pieces) = (state.Target, state.Pieces);
        var costs = pieces.ConvertAll(piece => (piece.Tokens ?? ClipTokens.Count(piece.Text)) + 1);
        var count = costs.Sum() - 1;
        List<Piece> left = [.. pieces];
        List<DroppedSlot> dropped = [];
        while (count > target.Limit)
        {
            if (LeastImportant(left) is not (>= 0 and var at))
            {
                return null;
            }

            dropped.Add(new DroppedSlot(left[at].Path, left[at].Text, DropReasons.Budget));
            count -= costs[at];
            left.RemoveAt(at);
            costs.RemoveAt(at);
        }

        pieces.Clear();
        pieces.AddRange(left);
        state.Dropped.AddRange(dropped);
        return (target.Grammar.Compose(state), Math.Max(0, count));
    }

    private static (string Prompt, int Count) Compose(RenderingState state)
    {
        var prompt = state.Target.Grammar.Compose(state);
        return (prompt, state.Target.Count(prompt));
    }

    private static int LeastCost(Piece piece, PromptTarget target)
    {
        var text = piece.Text.TrimEnd('.', ',', ';', ':', ' ');
        if (piece.Inline || text.Length == 0)
        {
            return 0;
        }

        // A comma follows each tag, and it is a token.
        var comma = target.Form == PromptForm.Tags ? 1 : 0;
        var slack = char.IsLetterOrDigit(text[^1]) ? 0 : Slack;
        return Math.Max(0, target.Count(target.Grammar.Escape(text)) + comma - slack);
    }

    /// <summary>The index of the piece to leave out next; -1 when only locked pieces are left.</summary>
    private static int LeastImportant(List<Piece> pieces)
    {
        foreach (var group in Expendable)
        {
            for (var i = pieces.Count - 1; i >= 0; i--)
            {
                if (pieces[i].Group == group && !pieces[i].Locked)
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
