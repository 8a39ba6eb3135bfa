using System.Text;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// A page of docs/prompts/. A fence "prompt midjourney" is a finished prompt and the target it was written for ("prompt" alone:
/// nobody said); each fence "to flux" after it is what the target named gets.
/// </summary>
internal sealed class SyntaxPage(string path)
{
    private const string Fence = "```";

    public string Path => path;

    public string Text => Repository.Read(path);

    public static IEnumerable<string> Paths =>
        Repository
            .Files("docs/prompts", ".md")
            .Select(file => file.Path)
            .Where(file => !file.EndsWith("ideas.md", StringComparison.Ordinal));

    /// <summary>Each example with its target and what stands in its fence.</summary>
    public IEnumerable<(string Prompt, string? From, string To, string Expected)> Examples()
    {
        var (prompt, from) = ("", (string?)null);
        foreach (var (info, body) in Fences())
        {
            var words = info.Split(' ');
            if (words[0] is "prompt")
            {
                (prompt, from) = (body, words.Length > 1 ? words[1] : null);
            }
            else if (words[0] is "to")
            {
                yield return (prompt, from, words[1], body);
            }
        }
    }

    /// <summary>What the engine answers, as a person copies it: the prompt, the rest under it, and each part that is left out.</summary>
    public static string Answer(string prompt, string? from, string to)
    {
        var grammar = from is null ? (PromptGrammar?)null : PromptParser.GrammarOf(PromptTargets.Find(from)!);
        var rendering = PromptRenderer.Render(PromptParser.Parse(prompt, grammar).Prompt, PromptTargets.Find(to)!);
        var text = new StringBuilder(rendering.Prompt);
        if (rendering.Negative is { } negative)
        {
            text.Append("\nNegative: ").Append(negative);
        }

        if (rendering.Parameters.Count > 0 && PromptTargets.Find(to)!.Form != PromptForm.Phrases)
        {
            text.Append("\nSettings: ").AppendJoin(", ", rendering.Parameters.Select(p => $"{p.Name} {p.Value}"));
        }

        foreach (var dropped in rendering.Dropped)
        {
            text.Append("\nLeft out (").Append(dropped.Reason).Append("): ").Append(dropped.Value);
        }

        return text.ToString();
    }

    /// <summary>The page with what the engine answers now.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        var (prompt, from, inside, info) = ("", (string?)null, false, "");
        var body = new List<string>();
        foreach (var line in Text.Split('\n'))
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal))
            {
                if (!inside)
                {
                    text.Append(line).Append('\n');
                }
                else
                {
                    body.Add(line);
                }

                continue;
            }

            inside = !inside;
            if (inside)
            {
                (info, body) = (line[Fence.Length..], []);
                text.Append(line).Append('\n');
                continue;
            }

            var words = info.Split(' ');
            if (words[0] is "prompt")
            {
                (prompt, from) = (string.Join('\n', body), words.Length > 1 ? words[1] : null);
            }

            text.Append(words[0] is "to" ? Answer(prompt, from, words[1]) : string.Join('\n', body)).Append('\n');
            text.Append(line).Append('\n');
        }

        return text.ToString()[..^1];
    }

    private IEnumerable<(string Info, string Body)> Fences()
    {
        var (info, body) = ((string?)null, new List<string>());
        foreach (var line in Text.Split('\n'))
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal))
            {
                body.Add(line);
                continue;
            }

            if (info is null)
            {
                (info, body) = (line[Fence.Length..], []);
                continue;
            }

            yield return (info, string.Join('\n', body));
            info = null;
        }
    }
}
