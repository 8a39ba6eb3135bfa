namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Fits the pieces into the budget by leaving out whole ones, least important first; locked ones never.</summary>
internal static class Packing
{
    /// <summary>What signs at the end of a piece may save when a comma follows them, in any unit.</summary>
    private const int Slack = 2;

    /// <summary>What goes first when there is no room.</summary>
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

        // While the pieces alone are too long there is no need to write them out: hundreds of slots stay cheap.
        var costs = pieces.ConvertAll(piece => LeastCost(piece, target));
        var least = costs.Sum();
        while (LeastImportant(pieces) is var at and >= 0)
        {
            state.Dropped.Add(new DroppedSlot(pieces[at].Path, pieces[at].Text, "budget"));
            least -= costs[at];
            pieces.RemoveAt(at);
            costs.RemoveAt(at);
            // The last tag has no comma behind it.
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
    /// Whether the prompt's count is that of its pieces and their commas: each is written as it stands, and ends in a letter
    /// or a digit, so that no sign of it joins the comma behind it.
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

    /// <summary>Counts each piece once and writes the prompt once; null where the locked pieces alone are too long.</summary>
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

        // Between tags there is a comma each, and it is a token.
        var comma = target.Form == PromptForm.Tags ? 1 : 0;
        var slack = char.IsLetterOrDigit(text[^1]) ? 0 : Slack;
        return Math.Max(0, target.Count(target.Grammar.Escape(text)) + comma - slack);
    }

    /// <summary>Its place, or -1 when only locked pieces are left.</summary>
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
