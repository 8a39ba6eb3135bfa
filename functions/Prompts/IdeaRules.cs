namespace AiPromptGen.Prompts;

/// <summary>What a person's idea must be, wherever it is sent.</summary>
internal static class IdeaRules
{
    /// <summary>UTF-16 units, as every client counts them.</summary>
    public const int MaxLength = 4000;

    /// <returns>Null when it is well, or left out.</returns>
    public static ProblemError? Mistake(string? idea, IdeaControls? controls) =>
        idea is { Length: > MaxLength } ? new ProblemError("idea", "idea-too-long", $"At most {MaxLength} characters.")
        : idea is not null ? TemplateRules.Mistake(idea, controls)
        : null;

    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for an idea that no model may get.</exception>
    public static IEnumerable<PromptTarget> Check(PreviewRequest request)
    {
        var errors = new List<ProblemError>();
        if (Mistake(request.Idea, request.Controls) is { } mistake)
        {
            errors.Add(mistake);
        }

        if (string.IsNullOrWhiteSpace(request.Idea))
        {
            errors.Add(new ProblemError("idea", "idea-missing", "Say what the picture should show."));
        }

        errors.AddRange(request.Controls is { } controls ? ControlRules.Mistakes(controls) : []);
        errors.AddRange(PromptRequestRules.TargetMistakes(request.Targets));
        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }

        ContentProblems.ThrowIfRefused(ContentRules.Check(request.Idea));
        return request.Targets is { } ids ? ids.Select(id => PromptTargets.Find(id)!) : PromptTargets.All;
    }
}
