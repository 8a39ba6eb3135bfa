namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Sends each unwanted thing where the target takes it: a field, a flag, or the opposite in words.</summary>
internal static class ExclusionRules
{
    public static void Apply(Draft draft)
    {
        var negatives = draft.Prompt.Negatives;
        if (negatives.Count == 0)
        {
            return;
        }

        switch (draft.Target.Negatives)
        {
            case NegativeMode.Field when Joined(draft) is { Length: > 0 } field:
                draft.NegativeField = field;
                break;
            case NegativeMode.Flag when Joined(draft) is { Length: > 0 } flag:
                draft.Parameters.Add(new ToolParameter("no", flag));
                break;
            case NegativeMode.Field or NegativeMode.Flag:
                break;
            default:
                Rewrite(draft);
                break;
        }
    }

    private static string Joined(Draft draft)
    {
        var target = draft.Target;
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var joined = "";
        for (var i = 0; i < draft.Prompt.Negatives.Count; i++)
        {
            var plain = PlainText.Clean(draft.Prompt.Negatives[i].Term.Value).Replace(',', ' ').Trim();
            var term = target.Grammar.Escape(plain);
            if (term.Length == 0 || !said.Add(term))
            {
                continue;
            }

            var longer = joined.Length == 0 ? term : $"{joined}, {term}";
            if (target.NegativeLimit is { } most && target.Count(longer) > most)
            {
                draft.Dropped.Add(new DroppedSlot(string.Create(null, $"negatives[{i}]"), plain, "budget"));
                continue;
            }

            joined = longer;
        }

        return joined;
    }

    private static void Rewrite(Draft draft)
    {
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < draft.Prompt.Negatives.Count; i++)
        {
            var negative = draft.Prompt.Negatives[i];
            var term = PlainText.Clean(negative.Term.Value);
            var positive = negative.Positive ?? PromptLibrary.Instance.PositiveFor(term);
            if (positive is null)
            {
                var path = string.Create(null, $"negatives[{i}]");
                draft.Dropped.Add(new DroppedSlot(path, term, "negative"));
                draft.Warn(
                    "negative-dropped",
                    $"{draft.Target.Name} takes no negatives and no positive wording is known for “{term}”; it was left out."
                );
                continue;
            }

            if (said.Add(positive))
            {
                var locked = negative.Term.Source == SlotSource.User;
                draft.Pieces.Add(
                    new Piece(SlotGroup.Exclusion, string.Create(null, $"negatives[{i}]"), positive, locked)
                );
            }

            draft.Warn("negative-rewritten", $"“{term}” is to be absent; written as “{positive}”.");
        }
    }
}
