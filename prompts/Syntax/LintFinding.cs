using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Syntax;

[JsonConverter(typeof(CamelCaseEnumConverter<LintSeverity>))]
public enum LintSeverity
{
    /// <summary>Does no harm and no good.</summary>
    Info,

    /// <summary>The picture will likely not be what was meant.</summary>
    Warning,

    /// <summary>The target refuses the prompt or reads something else.</summary>
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

    /// <summary>Where in the text, in UTF-16 units; absent when it is about the whole.</summary>
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
