using System.Text.Json;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>A small reader for each grammar: what the target would take a rendering for.</summary>
internal static class TargetGrammarCheck
{
    public static void Check(PromptTarget target, Rendering rendering)
    {
        Assert.That(rendering.Prompt.Where(char.IsControl), Is.Empty, "control characters");
        switch (target.Form)
        {
            case PromptForm.Phrases:
                CheckMidjourney(rendering);
                break;
            case PromptForm.Tags:
                Assert.That(UnescapedBrackets(rendering.Prompt), Is.Zero, rendering.Prompt);
                Assert.That(UnescapedBrackets(rendering.Negative ?? ""), Is.Zero, rendering.Negative);
                Assert.That(rendering.Prompt, Does.Not.Contain("<lora").And.Not.Match(@"\b(BREAK|AND)\b"));
                break;
            case PromptForm.Json:
                CheckIdeogram(rendering.Prompt);
                break;
            default:
                break;
        }
    }

    private static void CheckMidjourney(Rendering rendering)
    {
        var tail = string.Concat(
            rendering.Parameters.Select(parameter =>
                parameter.Value.Length == 0 ? $" --{parameter.Name}" : $" --{parameter.Name} {parameter.Value}"
            )
        );
        var whole = " " + rendering.Prompt;
        Assert.That(whole, Does.EndWith(tail));
        var text = whole[..^tail.Length];
        Assert.That(text, Does.Not.Contain("--").And.Not.Contain("—").And.Not.Contain("::").And.Not.Contain("{"));
        Assert.That(rendering.Parameters.Select(parameter => parameter.Name), Is.Unique);
        Assert.That(
            rendering.Parameters,
            Has.None.Matches<ToolParameter>(p => p.Value.Contains("--", StringComparison.Ordinal))
        );
    }

    /// <summary>How many brackets weigh or schedule something.</summary>
    public static int UnescapedBrackets(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] is '(' or ')' or '[' or ']')
            {
                count++;
            }
        }

        return count;
    }

    private static void CheckIdeogram(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        string[] top = ["high_level_description", "style_description", "compositional_deconstruction"];
        Assert.That(root.EnumerateObject().Select(p => p.Name), Is.SubsetOf(top));
        Assert.That(root.GetProperty("high_level_description").ValueKind, Is.EqualTo(JsonValueKind.String));
        var layout = root.GetProperty("compositional_deconstruction");
        Assert.That(layout.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "background", "elements" }));
        foreach (var element in layout.GetProperty("elements").EnumerateArray())
        {
            Assert.That(element.GetProperty("type").GetString(), Is.EqualTo("obj").Or.EqualTo("text"));
            Assert.That(element.GetProperty("desc").GetString(), Is.Not.Empty);
        }

        if (root.TryGetProperty("style_description", out var style))
        {
            Assert.That(style.TryGetProperty("photo", out _), Is.Not.EqualTo(style.TryGetProperty("art_style", out _)));
            Assert.That(style.GetProperty("medium").GetString(), Is.Not.Empty);
        }
    }
}
