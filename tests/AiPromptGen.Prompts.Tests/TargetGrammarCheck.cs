using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>Reads a rendering as its target would. Fails when it is not what the target's grammar allows.</summary>
internal static partial class TargetGrammarCheck
{
    private static readonly Dictionary<string, string> MidjourneyParameters = new(StringComparer.Ordinal)
    {
        ["ar"] = @"^[1-9]\d*:[1-9]\d*$",
        ["s"] = @"^\d{1,4}$",
        ["c"] = @"^\d{1,3}$",
        ["w"] = @"^\d{1,4}$",
        ["q"] = "^[124]$",
        ["raw"] = "^$",
        ["tile"] = "^$",
        ["seed"] = @"^\d{1,10}$",
        ["v"] = @"^(7|8\.1)$",
        ["niji"] = "^7$",
        ["no"] = "^[^,]+(, [^,]+)*$",
    };

    /// <returns>The words that the model gets to read, without syntax, and the weights other than 1.</returns>
    public static (string Words, IReadOnlyList<double> Weights) Check(PromptTarget target, Rendering rendering)
    {
        Assert.That(rendering.Prompt.Where(char.IsControl), Is.Empty, "control characters");
        Assert.That(rendering.Parameters.Select(parameter => parameter.Name), Is.Unique);
        Assert.That(rendering.Negative is null, Is.True.Or.EqualTo(target.Negatives != NegativeMode.Field));
        return target.Form switch
        {
            PromptForm.Phrases => (Midjourney(rendering), []),
            PromptForm.Tags when target.Id == "invokeai" => Tags(rendering, PlusReader.Read),
            PromptForm.Tags => Tags(rendering, BracketReader.Read),
            PromptForm.Json when target.Id == "flux-2-json" => (FluxJsonReader.Read(rendering.Prompt), []),
            PromptForm.Json => (IdeogramReader.Read(rendering.Prompt), []),
            _ => (Prose(rendering.Prompt), []),
        };
    }

    private static (string Words, IReadOnlyList<double> Weights) Tags(
        Rendering rendering,
        Func<string, IReadOnlyList<(string Text, double Weight)>> read
    )
    {
        Assert.That(read(rendering.Negative ?? "").Select(part => part.Weight), Has.All.EqualTo(1d));
        var parts = read(rendering.Prompt);
        var words = string.Join(' ', parts.Select(part => part.Text));
        Assert.That(
            ClipTokens.Count(words),
            Is.EqualTo(rendering.Count),
            $"the count is that of what is read: {rendering.Prompt}"
        );
        return (words, [.. parts.Select(part => part.Weight).Where(weight => Math.Abs(weight - 1) > 0.001)]);
    }

    private static string Midjourney(Rendering rendering)
    {
        var parts = (" " + rendering.Prompt).Split(" --");
        var parameters = parts[1..].Select(part => part.Split(' ', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : ""));
        Assert.That(parameters, Is.EqualTo(rendering.Parameters.Select(p => (p.Name, p.Value))));
        foreach (var (name, value) in parameters)
        {
            Assert.That(MidjourneyParameters, Does.ContainKey(name));
            Assert.That(value, Does.Match(MidjourneyParameters[name]));
        }

        Assert.That(parts[0].Trim(), Is.Not.Empty.And.Not.Contain("--").And.Not.Contain("—").And.Not.Contain("::"));
        Assert.That(parts[0], Does.Not.Contain("{").And.Not.Contain("}"));
        return parts[0];
    }

    /// <summary>One paragraph of sentences, each closed.</summary>
    private static string Prose(string text)
    {
        Assert.That(text, Does.Match(Line()).And.Not.Contain("  "));
        Assert.That(text, Does.Match(Closed()));
        Assert.That(text, Does.Not.Match(Stray()));
        return text;
    }

    [GeneratedRegex(@"^\S(.*\S)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex("[.!?…。！？]$", RegexOptions.None, 1000)]
    private static partial Regex Closed();

    [GeneratedRegex(@"^[,;:]|,\.$", RegexOptions.None, 1000)]
    private static partial Regex Stray();
}
