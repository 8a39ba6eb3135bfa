namespace AiPromptGen.Prompts;

/// <summary>Templates are refused before anything is charged: by their syntax, their size, and how many prompts they ask for.</summary>
internal static class TemplateRules
{
    public static ProblemError? Mistake(string idea, IdeaControls? controls)
    {
        if (!PromptTemplate.IsTemplate(idea))
        {
            return null;
        }

        var (template, mistake) = PromptTemplate.Read(idea);
        if (mistake is null && controls?.AllCombinations is true && template!.Combinations > PromptTemplate.MaxExpanded)
        {
            mistake = new TemplateMistake(
                TemplateCodes.TooManyCombinations,
                0,
                $"There are {template.Combinations} combinations; all of them can be had up to {PromptTemplate.MaxExpanded}."
            );
        }

        return mistake is null ? null : new ProblemError("idea", mistake.Code, mistake.Detail);
    }
}
