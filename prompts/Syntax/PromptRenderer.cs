namespace AiPromptGen.Prompts.Syntax;

/// <summary>Renders a structured prompt as a target's own text. Pure: the same input gives the same bytes.</summary>
public static class PromptRenderer
{
    /// <param name="withSpans">True to report also where the words of each slot are.</param>
    public static Rendering Render(StructuredPrompt prompt, PromptTarget target, bool withSpans = false)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(target);
        return Render(prompt, target, withSpans, new SharedParts(prompt));
    }

    /// <summary>The same for several targets, by their ids.</summary>
    /// <param name="withSpans">As in <see cref="Render"/>.</param>
    public static IReadOnlyDictionary<string, Rendering> RenderAll(
        StructuredPrompt prompt,
        IEnumerable<PromptTarget> targets,
        bool withSpans = false
    )
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(targets);
        var shared = new SharedParts(prompt);
        return targets.ToDictionary(
            target => target.Id,
            target => Render(prompt, target, withSpans, shared),
            StringComparer.Ordinal
        );
    }

    private static Rendering Render(StructuredPrompt prompt, PromptTarget target, bool withSpans, SharedParts shared)
    {
        if (prompt.Verbatim is not { } verbatim || !VerbatimSum.HasWords(prompt, verbatim))
        {
            return OfSlots(prompt, target, withSpans, shared);
        }

        var text = FinishedText.Of(verbatim, prompt.Parameters);
        return Reads(target, verbatim)
            ? VerbatimRenderer.Render(prompt, verbatim, text, target)
            : OfFinished(prompt, verbatim, text, target, withSpans);
    }

    /// <summary>Whether the target gets a prompt of this grammar unchanged. Plain words are prose to every model that reads prose.</summary>
    private static bool Reads(PromptTarget target, VerbatimPrompt verbatim) =>
        (target.Reads == verbatim.Grammar && target.Grammar.IsOwn(verbatim.Prompt))
        || (verbatim.Grammar == PromptGrammar.Plain && target.Reads == PromptGrammar.Prose);

    private static Rendering OfSlots(StructuredPrompt original, PromptTarget target, bool withSpans, SharedParts shared)
    {
        var prompt = EnglishForm.For(original, target);
        var state = new RenderingState(prompt, target, shared);
        EnglishForm.Tell(state, original);
        shared.Build(state);
        EnglishForm.AddGloss(state, original, shared);
        var size = RatioRules.Choose(state);
        state.Parameters.AddRange(target.Settings(prompt, size));
        VideoLength.Choose(state);
        DroppedSettings.Tell(state);
        return Finish(state, withSpans, leads: true);
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
        // A JSON target has a member for each part of the scene, so it gets all slots, and the text becomes its description.
        var asked = SlotTable.Only(prompt, added);
        var state = new RenderingState(
            (target.Form == PromptForm.Json ? prompt with { Negatives = asked.Negatives } : asked) with
            {
                Parameters = [],
                Quality = prompt.Quality,
            },
            target
        );
        PieceBuilder.Build(state);
        if (target.Form == PromptForm.Json)
        {
            state.Pieces.RemoveAll(piece => piece.Group is SlotGroup.Subject or SlotGroup.Text);
            for (var i = 0; i < state.Pieces.Count; i++)
            {
                state.Pieces[i] = state.Pieces[i] with { Inline = !added.Contains(state.Pieces[i].Path) };
            }
        }

        FinishedPieces.Build(state, verbatim, text);
        var size = RatioRules.Choose(state);
        state.Parameters.AddRange(target.Settings(state.Prompt, size));
        VideoLength.Choose(state);
        FinishedPieces.TellSettings(state, text, size is not null);
        return Finish(state, withSpans, leads: false);
    }

    /// <param name="leads">Whether words that the model expects first are added, which is never done to a finished prompt.</param>
    private static Rendering Finish(RenderingState state, bool withSpans, bool leads)
    {
        var (prompt, target) = (state.Prompt, state.Target);
        ExclusionRules.Apply(state);
        SubjectFallback.Apply(state);
        if (leads)
        {
            PieceBuilder.AddLead(state);
        }

        TargetLint.Check(state);
        var text = Packing.Fit(state);
        TargetLint.CheckLength(state, text.Prompt);
        if (prompt.Idea?.Request is { } request)
        {
            state.Drop("idea.request", PlainText.Clean(request), DropReasons.Request);
        }

        return new Rendering
        {
            Prompt = text.Prompt,
            Negative = state.NegativeField,
            Parameters = state.Parameters,
            Count = text.Count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = target.CountKind,
            Dropped = state.Dropped,
            Warnings = state.Warnings,
            Spans = withSpans ? SpanFinder.Find(state, text.Prompt) : null,
        };
    }
}
