namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Renders a finished prompt for a target that reads its syntax: not a character changes, however long the prompt is. What was asked for
/// beside it, such as another ratio or one more style, is added where the syntax has a place for it.
/// </summary>
internal static class VerbatimRenderer
{
    public static Rendering Render(
        StructuredPrompt prompt,
        VerbatimPrompt verbatim,
        FinishedText text,
        PromptTarget target
    )
    {
        var state = new RenderingState(Asked(prompt, verbatim, text, target), target);
        PieceBuilder.Build(state);
        var size = RatioRules.Choose(state);
        var settings = target.Settings(state.Prompt, size).ToList();
        ExclusionRules.Apply(state);
        var written = target.Grammar.Amend(verbatim.Prompt, AmendmentOf(state, size));
        var negative = string.Join(
            ", ",
            new[] { verbatim.Negative, state.NegativeField ?? "" }.Where(words => words.Length > 0)
        );
        state.Parameters.Clear();
        state.Parameters.AddRange(ParametersOf(prompt, state, text, written, settings));
        Tell(state, text, verbatim, settings);
        var count = target.Count(written);
        if (count > target.Limit)
        {
            state.Warn(
                "over-budget",
                $"The finished prompt needs more than the {target.Limit} {target.Unit.ToString().ToLowerInvariant()} of {target.Name}; it is given as it was."
            );
        }

        return new Rendering
        {
            Prompt = written,
            Negative = target.Negatives == NegativeMode.Field && negative.Length > 0 ? negative : null,
            Parameters = state.Parameters,
            Count = count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = HasMoreThanText(text) ? CountKind.Estimated : target.CountKind,
            Dropped = state.Dropped,
            Warnings = state.Warnings,
        };
    }

    /// <summary>
    /// What is asked for beside the text. A target of prose has its ratio and seed outside of the text, so these are always included.
    /// </summary>
    private static StructuredPrompt Asked(
        StructuredPrompt prompt,
        VerbatimPrompt verbatim,
        FinishedText text,
        PromptTarget target
    )
    {
        var isOutside = target.Form is PromptForm.Prose or PromptForm.Json;
        var changed = !VerbatimSum.HasSettings(prompt, verbatim);
        var ratio = prompt.AspectRatio;
        var sameRatio = ratio is null || (ratio.Width, ratio.Height) == (text.Ratio?.Width, text.Ratio?.Height);
        return SlotTable.Only(prompt, (verbatim.Added ?? []).ToHashSet(StringComparer.Ordinal)) with
        {
            Verbatim = null,
            Idea = null,
            AspectRatio = isOutside || (changed && !sameRatio) ? ratio : null,
            Seed = isOutside || (changed && prompt.Seed != text.Seed) ? prompt.Seed : null,
            Quality =
                isOutside || verbatim.Added?.Contains("quality", StringComparer.Ordinal) == true
                    ? prompt.Quality
                    : null,
            Parameters = [],
        };
    }

    private static Amendment AmendmentOf(RenderingState state, TargetSize? size) =>
        new()
        {
            Words = [.. state.Pieces.Select(piece => piece.Text)],
            Size = size,
            Seed = state.Prompt.Seed,
            Quality = QualityRules.Step(state.Prompt.Quality),
            Negative = state.Parameters.Find(parameter => parameter.Name is MidjourneyFlag.Negative)?.Value ?? "",
        };

    private static List<ToolParameter> ParametersOf(
        StructuredPrompt prompt,
        RenderingState state,
        FinishedText text,
        string written,
        List<ToolParameter> settings
    )
    {
        switch (state.Target.Form)
        {
            case PromptForm.Phrases:
                var flags = MidjourneyPrompt.Read(written);
                var unwanted = string.Concat(flags.Negative.Select(part => part.Text));
                return
                [
                    .. flags.Settings.Select(flag => new ToolParameter(flag.Name, flag.Value)),
                    .. unwanted.Length > 0
                        ? [new ToolParameter(MidjourneyFlag.Negative, unwanted)]
                        : (ToolParameter[])[],
                ];
            case PromptForm.Tags:
                var own = text.Settings.Where(setting => !IsReplaced(state, setting));
                return
                [
                    .. own.Select(setting => new ToolParameter(setting.Name, setting.Value)),
                    .. prompt.Verbatim is null ? [] : settings,
                ];
            default:
                return settings;
        }
    }

    private static bool IsReplaced(RenderingState state, TextSetting setting) =>
        (setting.Role == SettingRole.Ratio && state.Prompt.AspectRatio is not null)
        || (setting.Role == SettingRole.Seed && state.Prompt.Seed is not null);

    private static void Tell(
        RenderingState state,
        FinishedText text,
        VerbatimPrompt verbatim,
        List<ToolParameter> settings
    )
    {
        if (text.Mistakes.Find(mistake => mistake.Reason is UnparsedReasons.Command) is { } command)
        {
            state.Drop("verbatim.prompt", command.Text, DropReasons.Instruction);
        }

        if (
            state.Target.Form == PromptForm.Prose
            && state.Prompt.Seed is { } seed
            && !settings.Exists(s => s.Value.Equals(seed.ToString(null, null), StringComparison.Ordinal))
        )
        {
            state.Drop("seed", seed.ToString(null, null), DropReasons.Setting);
        }

        if (verbatim.Negative.Length > 0 && state.Target.Negatives != NegativeMode.Field)
        {
            state.Drop("verbatim.negative", verbatim.Negative, DropReasons.Negative);
        }
    }

    /// <summary>
    /// Whether the text has more than words: networks, schedules and cuts make several texts of one, which are not counted separately.
    /// </summary>
    private static bool HasMoreThanText(FinishedText text) =>
        text.Parts.Exists(part => part.Kind is not (PartKind.Words or PartKind.Image or PartKind.Color));
}
