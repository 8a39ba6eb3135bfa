using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts;

/// <summary>What a person's idea must be, wherever it is sent.</summary>
internal static class IdeaRules
{
    /// <summary>UTF-16 units, as every client counts them.</summary>
    public const int MaxLength = 4000;

    /// <returns>Null when the idea is valid or left out.</returns>
    public static ProblemError? Mistake(string? idea, IdeaControls? controls) =>
        idea is { Length: > MaxLength } ? new ProblemError("idea", "idea-too-long", $"At most {MaxLength} characters.")
        : idea is not null ? TemplateRules.Mistake(idea, controls)
        : null;

    /// <summary>
    /// Whether nothing in the text can be seen: white space, characters that Unicode says are not to be displayed, and those that no font has.
    /// </summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) =>
        text is null || text.EnumerateRunes().All(IsUnseen);

    /// <summary>Whether nothing in the idea can be pictured, because it has no letter, no digit and no sign such as an emoji.</summary>
    public static bool SaysNothing([NotNullWhen(false)] string? idea) =>
        idea is null || idea.EnumerateRunes().All(rune => IsUnseen(rune) || !CanMean(rune));

    /// <summary>Punctuation means nothing by itself, nor do marks and modifiers, such as a skin tone, without what they go with.</summary>
    private static bool CanMean(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.MathSymbol
                or UnicodeCategory.CurrencySymbol
                or UnicodeCategory.OtherSymbol;

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || IsIgnorable(rune.Value)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;

    /// <summary>
    /// Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties, the Braille pattern without dots, and the signs that stand for an
    /// object or a character that is not there.
    /// </summary>
    private static bool IsIgnorable(int sign) =>
        sign
            is 0xAD
                or 0x34F
                or 0x61C
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or (>= 0x200B and <= 0x200F)
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or 0x2800
                or 0x3164
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFEFF
                or 0xFFA0
                or (>= 0xFFF0 and <= 0xFFFD)
                or (>= 0x1BCA0 and <= 0x1BCA3)
                or (>= 0x1D173 and <= 0x1D17A)
                or (>= 0xE0000 and <= 0xE0FFF);

    /// <exception cref="ProblemException">400 with one error for each mistake; 422 for an idea that no model may get.</exception>
    public static IEnumerable<PromptTarget> Check(PreviewRequest request)
    {
        var errors = new List<ProblemError>();
        if (Mistake(request.Idea, request.Controls) is { } mistake)
        {
            errors.Add(mistake);
        }

        // A preview of punctuation alone is empty, which the website tells while a person still writes; only a generation refuses it.
        if (IsBlank(request.Idea))
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
