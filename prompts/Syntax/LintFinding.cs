using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Syntax;

[JsonConverter(typeof(CamelCaseEnumConverter<LintSeverity>))]
public enum LintSeverity
{
    /// <summary>It neither harms nor helps.</summary>
    Info,

    /// <summary>The picture will probably not be what was meant.</summary>
    Warning,

    /// <summary>The target refuses the prompt, or understands it in another way.</summary>
    Error,
}

/// <summary>What is wrong with a prompt. The code is stable, the message is for people.</summary>
public sealed record LintFinding
{
    public required string Code { get; init; }
    public required LintSeverity Severity { get; init; }
    public required string Message { get; init; }

    /// <summary>The slot, in a structured prompt: "styles[1]".</summary>
    public string? Path { get; init; }

    /// <summary>Where it is in the text, in UTF-16 units; null when it is about the whole text.</summary>
    public int? Start { get; init; }

    public int? Length { get; init; }

    internal static LintFinding Of(LintSeverity severity, string code, string message) =>
        new()
        {
            Code = code,
            Severity = severity,
            Message = message,
        };

    internal LintFinding At(int start, int length) => this with { Start = start, Length = length };
}
