namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Sends each unwanted thing where the target takes it: a field, a flag, or the opposite in words.</summary>
internal static class ExclusionRules
{
    public static void Apply(Draft draft)
    {
        if (draft.Unwanted.Count == 0)
        {
            return;
        }

        switch (draft.Target.Negatives)
        {
            case NegativeMode.Field when Joined(draft) is { Length: > 0 } field:
                draft.NegativeField = draft.NegativeField is { Length: > 0 } own ? $"{own}, {field}" : field;
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
        foreach (var (path, negative) in draft.Unwanted)
        {
            var plain = PlainText.Clean(negative.Term.Value).Replace(',', ' ').Trim();
            var term = target.Grammar.Escape(plain);
            if (term.Length == 0 || !said.Add(term))
            {
                continue;
            }

            var longer = joined.Length == 0 ? term : $"{joined}, {term}";
            if (target.NegativeLimit is { } most && target.Count(longer) > most)
            {
                draft.Drop(path, plain, DropReasons.Budget);
                continue;
            }

            joined = longer;
        }

        return joined;
    }

    private static void Rewrite(Draft draft)
    {
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, negative) in draft.Unwanted)
        {
            var term = PlainText.Clean(negative.Term.Value);
            var positive = negative.Positive ?? PromptLibrary.Instance.PositiveFor(term);
            if (positive is null)
            {
                draft.Drop(path, term, DropReasons.Negative);
                draft.Warn(
                    "negative-dropped",
                    $"{draft.Target.Name} takes no negatives and no positive wording is known for “{term}”; it was left out."
                );
                continue;
            }

            if (said.Add(positive))
            {
                var locked = negative.Term.Source == SlotSource.User;
                draft.Pieces.Add(new Piece(SlotGroup.Exclusion, path, positive, locked));
            }

            draft.Warn("negative-rewritten", $"“{term}” is to be absent; written as “{positive}”.");
        }
    }
}
