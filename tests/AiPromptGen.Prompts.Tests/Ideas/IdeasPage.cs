using System.Text;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>
/// docs/prompts/ideas.md: a heading per idea, a table of what its targets get. The ideas are those of the page; the answers are
/// the engine's.
/// </summary>
internal static class IdeasPage
{
    public const string Path = "docs/prompts/ideas.md";

    private const string Heading = "### ";

    private static readonly string[] Targets = ["midjourney", "flux", "sdxl"];

    public static IEnumerable<string> Ideas =>
        Lines().Where(line => line.StartsWith(Heading, StringComparison.Ordinal)).Select(line => line[Heading.Length..]);

    /// <summary>The page with the answers as they are now; all other lines as they stand.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        var inTable = false;
        foreach (var line in Lines())
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal))
            {
                page.Append(line).Append("\n\n").Append(TableOf(line[Heading.Length..]));
                inTable = true;
            }
            else if (!inTable || !(line.Length == 0 || line[0] == '|'))
            {
                page.Append(inTable ? "\n" : "").Append(line).Append('\n');
                inTable = false;
            }
        }

        return page.ToString();
    }

    private static IEnumerable<string> Lines() => Repository.Read(Path).TrimEnd('\n').Split('\n');

    private static string TableOf(string idea)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });
        var table = new StringBuilder("| Target | Prompt |\n|---|---|\n");
        foreach (var target in Targets.Select(id => PromptTargets.Find(id)!))
        {
            var rendering = PromptRenderer.Render(prompt, target);
            var beside = rendering
                .Dropped.Select(dropped => $"left out: {dropped.Value}")
                .Prepend(rendering.Negative is { } negative ? $"negative: {negative}" : "")
                .Where(note => note.Length > 0);
            var text = rendering.Prompt.Replace("|", "\\|", StringComparison.Ordinal);
            table.Append(null, $"| {target.Name} | {$"`{text}` {string.Join("; ", beside)}".TrimEnd()} |\n");
        }

        return table.ToString();
    }
}
