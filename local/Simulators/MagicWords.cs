using System.Text.RegularExpressions;

namespace AiPromptGen.Simulators;

/// <summary>Words in a prompt that decide the answer, as the numbers of a payment provider's test cards do: docs/simulators.md.</summary>
internal static class MagicWords
{
    public const string RefuseInput = "sim-refuse-input";
    public const string RefuseOutput = "sim-refuse-output";
    public const string Refusal = "sim-refusal";
    public const string Annotated = "sim-annotated";
    public const string TooMany = "sim-429";
    public const string TooManyAfter = "sim-429-after";
    public const string Broken = "sim-500";
    public const string Unavailable = "sim-503";
    public const string Silent = "sim-timeout";
    public const string Slow = "sim-slow";
    public const string Cut = "sim-cut";
    public const string InvalidJson = "sim-invalid-json";
    public const string OutsideSchema = "sim-outside-schema";
    public const string EmptyChoice = "sim-empty-choice";
    public const string Oversize = "sim-oversize";
    public const string Injected = "sim-injected";

    // A longer word comes before a shorter one with which it begins.
    private static readonly Regex Any = new(
        $@"(?:{string.Join('|', All.OrderByDescending(w => w.Length))})(?!\w)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    public static IReadOnlyList<string> All =>
        [
            RefuseInput,
            RefuseOutput,
            Refusal,
            Annotated,
            TooMany,
            TooManyAfter,
            Broken,
            Unavailable,
            Silent,
            Slow,
            Cut,
            InvalidJson,
            OutsideSchema,
            EmptyChoice,
            Oversize,
            Injected,
        ];

    public static string? FirstIn(string text) =>
        Any.Match(text) is { Success: true } word ? word.Value.ToLowerInvariant() : null;

    public static string RemoveFrom(string text) => Any.Replace(text, " ");
}
