namespace AiPromptGen.Prompts.Syntax;

/// <summary>Structured prompt in, one target's own text out. Pure: the same input gives the same bytes.</summary>
public static class PromptRenderer
{
    /// <param name="withSpans">Tells too where the words of each slot stand.</param>
    public static Rendering Render(StructuredPrompt prompt, PromptTarget target, bool withSpans = false)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(target);
        if (prompt.Verbatim is not { } verbatim || !VerbatimSum.HasWords(prompt, verbatim))
        {
            return OfSlots(prompt, target, withSpans);
        }

        var text = FinishedText.Of(verbatim, prompt.Parameters);
        return Reads(target, verbatim)
            ? VerbatimRenderer.Render(prompt, verbatim, text, target)
            : OfFinished(prompt, verbatim, text, target, withSpans);
    }

    /// <summary>Whether a prompt of this grammar is given to the target as it came. Plain words are prose to every model that reads it.</summary>
    private static bool Reads(PromptTarget target, VerbatimPrompt verbatim) =>
        (target.Reads == verbatim.Grammar && target.Grammar.IsOwn(verbatim.Prompt))
        || (verbatim.Grammar == PromptGrammar.Plain && target.Reads == PromptGrammar.Prose);

    private static Rendering OfSlots(StructuredPrompt original, PromptTarget target, bool withSpans)
    {
        var prompt = EnglishForm.For(original, target);
        var draft = new Draft(prompt, target);
        EnglishForm.Tell(draft, original);
        PieceBuilder.Build(draft);
        var size = RatioRules.Choose(draft);
        draft.Parameters.AddRange(target.Settings(prompt, size));
        VideoLength.Choose(draft);
        DroppedSettings.Tell(draft);
        return Finish(draft, withSpans, leads: true);
    }

    private static Rendering OfFinished(
        StructuredPrompt prompt,
        VerbatimPrompt verbatim,
        FinishedText text,
        PromptTarget target,
        bool withSpans
    )
    {
        var added = (verbatim.Added ?? []).ToHashSet(StringComparer.Ordinal);
        // A target of JSON has a place for each part of the scene, so it gets all slots; the text is its description.
        var asked = SlotTable.Only(prompt, added);
        var draft = new Draft(
            (target.Form == PromptForm.Json ? prompt with { Negatives = asked.Negatives } : asked) with
            {
                Parameters = [],
                Quality = prompt.Quality,
            },
            target
        );
        PieceBuilder.Build(draft);
        if (target.Form == PromptForm.Json)
        {
            draft.Pieces.RemoveAll(piece => piece.Group is SlotGroup.Subject or SlotGroup.Text);
            for (var i = 0; i < draft.Pieces.Count; i++)
            {
                draft.Pieces[i] = draft.Pieces[i] with { Inline = !added.Contains(draft.Pieces[i].Path) };
            }
        }

        FinishedPieces.Build(draft, verbatim, text);
        var size = RatioRules.Choose(draft);
        draft.Parameters.AddRange(target.Settings(draft.Prompt, size));
        VideoLength.Choose(draft);
        FinishedPieces.TellSettings(draft, text, size is not null);
        return Finish(draft, withSpans, leads: false);
    }

    /// <param name="leads">Whether words that the model wants first are added: never to a finished prompt.</param>
    private static Rendering Finish(Draft draft, bool withSpans, bool leads)
    {
        var (prompt, target) = (draft.Prompt, draft.Target);
        ExclusionRules.Apply(draft);
        SubjectFallback.Apply(draft);
        if (leads)
        {
            PieceBuilder.AddLead(draft);
        }

        DraftLint.Check(draft);
        var text = Packing.Fit(draft);
        DraftLint.CheckLength(draft, text.Prompt);
        if (prompt.Idea?.Request is { } request)
        {
            draft.Drop("idea.request", PlainText.Clean(request), DropReasons.Request);
        }

        return new Rendering
        {
            Prompt = text.Prompt,
            Negative = draft.NegativeField,
            Parameters = draft.Parameters,
            Count = text.Count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = target.CountKind,
            Dropped = draft.Dropped,
            Warnings = draft.Warnings,
            Spans = withSpans ? SpanFinder.Find(draft, text.Prompt) : null,
        };
    }
}
