using System.Globalization;

namespace AiPromptGen.Prompts;

/// <param name="Text">A finished prompt as it was copied.</param>
/// <param name="Target">The target it was written for; left out, that is found out.</param>
public sealed record ParseRequest(string Text, string? Target = null);

/// <param name="Text">A finished prompt as it was copied.</param>
/// <param name="To">The targets to write it for.</param>
/// <param name="From">The target it was written for; left out, that is found out.</param>
/// <param name="Lint">Findings come with it.</param>
/// <param name="Spans">Renderings tell where the words of each slot stand.</param>
public sealed record ConvertRequest(
    string Text,
    IReadOnlyList<string> To,
    string? From = null,
    bool? Lint = null,
    bool? Spans = null
);

/// <summary>Something the text said, by its place in the structured prompt.</summary>
public sealed record UnderstoodPart(string Path, string Value);

public sealed record ParseView
{
    public required PromptGrammar Grammar { get; init; }
    public required double Confidence { get; init; }
    public required StructuredPrompt Prompt { get; init; }
    public required IReadOnlyList<UnderstoodPart> Understood { get; init; }
    public required IReadOnlyList<UnparsedPart> Unparsed { get; init; }

    /// <summary>Only when asked for.</summary>
    public IReadOnlyList<LintFinding>? Findings { get; init; }

    /// <summary>By target id; only when asked for.</summary>
    public IReadOnlyDictionary<string, Rendering>? Renderings { get; init; }

    public static ParseView Of(ParsedPrompt parsed) =>
        new()
        {
            Grammar = parsed.Grammar,
            Confidence = parsed.Confidence,
            Prompt = parsed.Prompt,
            Understood = [.. UnderstoodOf(parsed.Prompt)],
            Unparsed = parsed.Unparsed,
        };

    private static IEnumerable<UnderstoodPart> UnderstoodOf(StructuredPrompt prompt)
    {
        foreach (var placed in prompt.Slots())
        {
            yield return new UnderstoodPart(placed.Path, placed.Slot.Value);
        }

        if (prompt.AspectRatio is { } ratio)
        {
            yield return new UnderstoodPart("aspectRatio", ratio.ToString());
        }

        if (prompt.Seed is { } seed)
        {
            yield return new UnderstoodPart("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            if (prompt.Subjects[i].Weight is not 1 and var weight)
            {
                var value = weight.ToString("0.####", CultureInfo.InvariantCulture);
                yield return new UnderstoodPart(string.Create(null, $"subjects[{i}].weight"), value);
            }
        }

        for (var i = 0; i < prompt.Parameters.Count; i++)
        {
            var (name, value) = prompt.Parameters[i];
            yield return new UnderstoodPart(string.Create(null, $"parameters[{i}]"), $"{name} {value}".TrimEnd());
        }
    }
}
