namespace AiPromptGen.Prompts;

/// <summary>Fits the pieces into the budget by leaving out whole ones, least important first; locked ones never.</summary>
internal static class Packing
{
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
        SlotGroup.Setting,
        SlotGroup.Text,
        SlotGroup.Subject,
    ];

    public static (string Prompt, int Count) Fit(Draft draft)
    {
        var target = draft.Target;
        while (true)
        {
            var prompt = target.Grammar.Compose(draft);
            var count = TextMeasure.Count(prompt, target.Unit);
            if (count <= target.Limit)
            {
                return (prompt, count);
            }

            if (LeastImportant(draft.Pieces) is not { } piece)
            {
                draft.Warn(
                    "over-budget",
                    $"Your own words need more than the {target.Limit} {target.Unit.ToString().ToLowerInvariant()} of {target.Name}; nothing of them was cut."
                );
                return (prompt, count);
            }

            draft.Pieces.Remove(piece);
            draft.Dropped.Add(new DroppedSlot(piece.Path, piece.Text, "budget"));
        }
    }

    private static Piece? LeastImportant(List<Piece> pieces)
    {
        foreach (var group in Expendable)
        {
            for (var i = pieces.Count - 1; i >= 0; i--)
            {
                if (pieces[i].Group == group && !pieces[i].Locked)
                {
                    return pieces[i];
                }
            }
        }

        return null;
    }
}
