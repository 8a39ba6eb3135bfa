namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Writes each unwanted thing where the target takes it: in a field, in a flag, or as its opposite in words.</summary>
internal static class ExclusionRules
{
    public static void Apply(RenderingState state)
    {
        if (state.Unwanted.Count == 0)
        {
            return;
        }

        switch (state.Target.Negatives)
        {
            case NegativeMode.Field when Joined(state) is { Length: > 0 } field:
                state.NegativeField = state.NegativeField is { Length: > 0 } own ? $"{own}, {field}" : field;
                break;
            case NegativeMode.Flag when Joined(state) is { Length: > 0 } flag:
                state.Parameters.Add(new ToolParameter("no", flag));
                break;
            case NegativeMode.Field or NegativeMode.Flag:
                break;
            default:
                Rewrite(state);
                break;
        }
    }

    private static string Joined(RenderingState state)
    {
        var target = state.Target;
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var joined = "";
        foreach (var (path, negative) in state.Unwanted)
        {
            var plain = PlainText.Clean(EnglishForm.Term(state.Prompt, negative)).Replace(',', ' ').Trim();
            var term = target.Grammar.Escape(plain);
            if (term.Length == 0 || !said.Add(term))
            {
                continue;
            }

            var longer = joined.Length == 0 ? term : $"{joined}, {term}";
            if (target.NegativeLimit is { } most && target.Count(longer) > most)
            {
                state.Drop(path, plain, DropReasons.Budget);
                continue;
            }

            joined = longer;
        }

        return joined;
    }

    private static void Rewrite(RenderingState state)
    {
        var said = new HashSet<string>(state.Unwanted.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (path, negative) in state.Unwanted)
        {
            var term = PlainText.Clean(negative.Term.Value);
            var positive =
                negative.Positive ?? PromptLibrary.Instance.PositiveFor(EnglishForm.Term(state.Prompt, negative));
            if (positive is null)
            {
                state.Drop(path, term, DropReasons.Negative);
                state.Warn(
                    "negative-dropped",
                    $"{state.Target.Name} takes no negatives and no positive wording is known for “{term}”; it was left out."
                );
                continue;
            }

            if (said.Add(positive))
            {
                var locked = negative.Term.Source == SlotSource.User;
                state.Pieces.Add(new Piece(SlotGroup.Exclusion, path, positive, locked));
            }

            state.Warn("negative-rewritten", $"“{term}” is to be absent; written as “{positive}”.");
        }
    }
}
