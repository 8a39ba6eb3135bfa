namespace AiPromptGen.Prompts.Syntax;

/// <summary>A finished prompt of any tool, taken apart.</summary>
public sealed record ParsedPrompt
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>The grammar by which it was read.</summary>
    public required PromptGrammar Grammar { get; init; }

    /// <summary>How certain the grammar is, from 0 to 1; 1 when the caller named it.</summary>
    public required double Confidence { get; init; }

    /// <summary>The parts that have no place in the structured form, in the order of the text.</summary>
    public required IReadOnlyList<UnparsedPart> Unparsed { get; init; }
}

/// <summary>A stretch of the text, unchanged. The reason is one of <see cref="UnparsedReasons"/>.</summary>
public sealed record UnparsedPart(string Text, string Reason);

/// <summary>Stable words for why a part of a prompt could not be kept.</summary>
public static class UnparsedReasons
{
    public const string ParameterUnknown = "parameter-unknown";
    public const string ValueInvalid = "value-invalid";
    public const string ValueApproximated = "value-approximated";

    /// <summary>BREAK, AND, blend(): an instruction to the tool, not to the picture.</summary>
    public const string Instruction = "instruction";

    /// <summary>A weight on some words of a phrase, because only a whole phrase can have one. The words are kept.</summary>
    public const string WeightInsidePhrase = "weight-inside-phrase";

    /// <summary>A weight on things to leave out, which have none. The words are kept.</summary>
    public const string WeightOfNegative = "weight-of-negative";

    /// <summary>[from:to:0.5] and [a|b]; all of their words are kept.</summary>
    public const string Editing = "prompt-editing";

    /// <summary>{red, green}: the first option is kept, the others are reported with this reason.</summary>
    public const string Choice = "choice";

    /// <summary>"/imagine prompt:", which starts the tool.</summary>
    public const string Command = "command";

    /// <summary>A place in numbers, which only this syntax has.</summary>
    public const string Position = "position";
    public const string MemberUnknown = "member-unknown";
    public const string TooMany = "too-many";
}
