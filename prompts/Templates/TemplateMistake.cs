namespace AiPromptGen.Prompts.Templates;

/// <summary>Why a template is refused; the codes are part of the HTTP contract.</summary>
internal static class TemplateCodes
{
    public const string Unclosed = "template-unclosed";
    public const string Unopened = "template-unopened";
    public const string TooDeep = "template-too-deep";
    public const string TooManyCombinations = "template-too-many-combinations";
    public const string TooLong = "template-too-long";
    public const string Blank = "template-blank";
    public const string ListUnknown = "template-list-unknown";
    public const string QuantityInvalid = "template-quantity-invalid";
    public const string WeightInvalid = "template-weight-invalid";
}

/// <param name="Position">From 1, in UTF-16 units as every client counts them; 0 when the whole text is meant.</param>
public sealed record TemplateMistake(string Code, int Position, string Detail);

/// <summary>Ends the parser at the first mistake: what follows an open brace means nothing.</summary>
internal sealed class TemplateException(TemplateMistake mistake) : Exception(mistake.Code)
{
    public TemplateMistake Mistake { get; } = mistake;

    public static TemplateException At(int index, string code, string detail) =>
        new(new TemplateMistake(code, index + 1, string.Create(null, $"Character {index + 1}: {detail}")));
}
