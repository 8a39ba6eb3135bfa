namespace AiPromptGen.Prompts;

/// <summary>What a request to read a prompt must be. The answer names every mistake, not only the first.</summary>
internal static class ParseRules
{
    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for a text that no model may get.</exception>
    public static void Check(ParseRequest request)
    {
        var errors = new List<ProblemError>();
        CheckText(request.Text, errors);
        CheckTarget("target", request.Target, errors);
        End(request.Text, errors);
    }

    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for a text that no model may get.</exception>
    public static void Check(ConvertRequest request)
    {
        var errors = new List<ProblemError>();
        CheckText(request.Text, errors);
        CheckTarget("from", request.From, errors);
        if (request.To is not { Count: > 0 })
        {
            errors.Add(new ProblemError("to", "targets-empty", "Name at least one target."));
        }

        for (var i = 0; i < (request.To?.Count ?? 0) && i < PromptSheet.Most; i++)
        {
            var member = string.Create(null, $"to[{i}]");
            if (request.To![i] is not { } id || PromptTargets.Find(id) is null)
            {
                errors.Add(Unknown(member));
            }
            else if (request.To.Take(i).Contains(id, StringComparer.Ordinal))
            {
                errors.Add(new ProblemError(member, "target-repeated", "Name each target once."));
            }
        }

        End(request.Text, errors);
    }

    private static void CheckText(string? text, List<ProblemError> errors)
    {
        if (IdeaRules.IsBlank(text))
        {
            errors.Add(new ProblemError("text", "value-missing", "Send the prompt to read."));
        }
        else if (text.Length > PromptParser.MaxLength)
        {
            errors.Add(new ProblemError("text", "text-too-long", $"At most {PromptParser.MaxLength} characters."));
        }
    }

    private static void CheckTarget(string member, string? id, List<ProblemError> errors)
    {
        if (id is not null && PromptTargets.Find(id) is null)
        {
            errors.Add(Unknown(member));
        }
    }

    private static ProblemError Unknown(string member) =>
        new(member, "target-unknown", $"Known targets: {string.Join(", ", PromptTargets.All.Select(t => t.Id))}.");

    private static void End(string text, List<ProblemError> errors)
    {
        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }

        ContentProblems.ThrowIfRefused(ContentRules.Check(text));
    }
}
