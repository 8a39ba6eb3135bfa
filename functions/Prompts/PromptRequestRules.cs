namespace AiPromptGen.Prompts;

/// <summary>What a request about a prompt must be.</summary>
internal static class PromptRequestRules
{
    /// <summary>UTF-16 units of a finished prompt: the length that the target with the largest limit takes.</summary>
    public const int MaxTextLength = 32_000;

    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for a prompt that no model may get.</exception>
    public static IEnumerable<PromptTarget> Check(RenderRequest request)
    {
        var errors = new List<ProblemError>(PromptMistakes(request.Prompt));
        errors.AddRange(TargetMistakes(request.Targets));
        ThrowIfAny(errors);
        ContentProblems.ThrowIfRefused(ContentRules.Check(request.Prompt));
        return request.Targets is { } ids ? ids.Select(id => PromptTargets.Find(id)!) : PromptTargets.All;
    }

    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for a prompt that no model may get.</exception>
    public static PromptTarget? Check(LintRequest request)
    {
        var errors = new List<ProblemError>();
        if (request.Prompt is null == request.Text is null)
        {
            errors.Add(new ProblemError("prompt", "prompt-or-text", "Exactly one of prompt and text."));
        }

        errors.AddRange(request.Prompt is { } prompt ? PromptMistakes(prompt) : []);
        if (request.Text?.Length > MaxTextLength)
        {
            errors.Add(new ProblemError("text", "text-too-long", $"At most {MaxTextLength} characters."));
        }

        if (request.Target is { } id && PromptTargets.Find(id) is null)
        {
            errors.Add(Unknown("target"));
        }

        ThrowIfAny(errors);
        ContentProblems.ThrowIfRefused(
            request.Prompt is { } structured ? ContentRules.Check(structured) : ContentRules.Check(request.Text!)
        );
        return request.Target is { } known ? PromptTargets.Find(known) : null;
    }

    /// <summary>Every mistake in a structured prompt from outside, as a problem document reports it.</summary>
    public static IEnumerable<ProblemError> PromptMistakes(StructuredPrompt prompt) =>
        StructuredPromptRules
            .Mistakes(prompt)
            .Select(mistake => new ProblemError(mistake.Member, mistake.Code, mistake.Detail));

    /// <summary>The mistakes in a list of target ids; a list that is absent means all targets.</summary>
    public static IEnumerable<ProblemError> TargetMistakes(IReadOnlyList<string>? targets)
    {
        if (targets is { Count: 0 })
        {
            yield return new ProblemError("targets", "targets-empty", "Leave targets out to get all.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < targets?.Count && i < StructuredPromptRules.MostItems; i++)
        {
            // JSON may contain null where the type does not allow it.
            if (targets[i] is not { } id || PromptTargets.Find(id) is null)
            {
                yield return Unknown($"targets[{i}]");
            }
            else if (!seen.Add(id))
            {
                yield return new ProblemError($"targets[{i}]", "target-repeated", "Name each target once.");
            }
        }

        if (targets?.Count > StructuredPromptRules.MostItems)
        {
            yield return new ProblemError("targets", "list-too-long", $"At most {StructuredPromptRules.MostItems}.");
        }
    }

    private static ProblemError Unknown(string member) =>
        new(member, "target-unknown", $"Known targets: {string.Join(", ", PromptTargets.All.Select(t => t.Id))}.");

    private static void ThrowIfAny(List<ProblemError> errors)
    {
        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }
    }
}
