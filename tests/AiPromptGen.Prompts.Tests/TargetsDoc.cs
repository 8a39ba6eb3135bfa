using System.Text;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>docs/targets.md: every target with its rules, and one structured prompt in the language of each.</summary>
internal static class TargetsDoc
{
    public const string Path = "docs/targets.md";

    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Targets

            The image models that prompts are written for. This page is written by a test from the targets themselves
            ([how](../CONTRIBUTING.md#how-to-add-a-target)); do not edit it.

            | Id | Name | Form | Limit | Count | Unwanted things | Ratios | Rules from |
            |---|---|---|---|---|---|---|---|

            """
        );
        foreach (var target in PromptTargets.All)
        {
            var (unit, ratios) = (target.Unit.ToString().ToLowerInvariant(), target.Sizes.Count);
            text.Append(
                null,
                $"| `{target.Id}` | {target.Name} | {Lower(target.Form)} | {target.Limit} {unit} | {Lower(target.CountKind)} | {Negatives(target.Negatives)} | {(ratios == 0 ? "any" : ratios)} | [page]({target.Reference}) |\n"
            );
        }

        text.Append(
            """

            Tokens are counted exactly where the model's vocabulary ships with a package: CLIP's does. T5's and Google's do
            not, so those counts are estimates on the high side.

            ## One prompt in all of them

            The structured prompt: two otters, weighed 1.2, with a place, a time, a camera, two colours, writing, two
            things that must be absent, a ratio, a quality, a seed and four variations.

            | Target | Prompt | Negative | Settings | Left out, and why |
            |---|---|---|---|---|

            """
        );
        var prompt = GoldenPrompts.All["structured"]();
        foreach (var target in PromptTargets.All)
        {
            text.Append(Row(target, PromptRenderer.Render(prompt, target))).Append('\n');
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(PromptTarget target, Rendering rendering)
    {
        var settings = rendering.Parameters.Select(p => p.Value.Length == 0 ? p.Name : $"{p.Name} = {p.Value}");
        var notes = rendering
            .Dropped.Select(dropped => $"{dropped.Value} ({dropped.Reason})")
            .Concat(rendering.Warnings.Select(warning => warning.Code))
            .Distinct(StringComparer.Ordinal);
        return $"| {target.Name}<br>{rendering.Count} of {rendering.Limit} | {Code(rendering.Prompt)} | {Code(rendering.Negative ?? "")} | {Code(string.Join("; ", settings))} | {string.Join(", ", notes)} |";
    }

    /// <summary>Inside a table a bar would end the cell.</summary>
    private static string Code(string text) =>
        text.Length == 0 ? "" : $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Negatives(NegativeMode mode) =>
        mode switch
        {
            NegativeMode.Field => "a field of their own",
            NegativeMode.Flag => "`--no`",
            _ => "said as their opposite",
        };
}
