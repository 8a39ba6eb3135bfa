using System.Text;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>
/// Every target's text for a few prompts, byte for byte. After an intended change run the explicit test below and read the
/// difference before committing it.
/// </summary>
[TestFixture]
public sealed class GoldenRenderingTests
{
    private static readonly string[] Names = [.. GoldenPrompts.All.Keys];

    [TestCaseSource(nameof(Names))]
    public void A_prompt_renders_as_approved(string name) =>
        Assert.That(Describe(name), Is.EqualTo(File.ReadAllText(PathOf(name))));

    [Test, Explicit("Writes the expected files.")]
    public void Approve()
    {
        foreach (var name in Names)
        {
            File.WriteAllText(PathOf(name), Describe(name));
        }

        Assert.That(Names, Has.All.Matches<string>(name => File.Exists(PathOf(name))));
    }

    private static string Describe(string name)
    {
        var prompt = GoldenPrompts.All[name]();
        var text = new StringBuilder(prompt.Idea is { } idea ? $"idea: {idea.Original}\n" : "");
        foreach (var target in PromptTargets.All)
        {
            var rendering = PromptRenderer.Render(prompt, target);
            text.Append(null, $"\n== {target.Id} ==\n{rendering.Prompt}\n");
            text.Append(rendering.Negative is { } negative ? $"negative: {negative}\n" : "");
            foreach (var parameter in rendering.Parameters)
            {
                text.Append($"parameter: {parameter.Name} = {parameter.Value}".TrimEnd()).Append('\n');
            }

            text.Append(
                null,
                $"count: {rendering.Count} of {rendering.Limit} {rendering.Unit}, {rendering.CountKind}\n"
            );
            foreach (var dropped in rendering.Dropped)
            {
                text.Append(null, $"dropped ({dropped.Reason}): {dropped.Path}: {dropped.Value}\n");
            }

            foreach (var warning in rendering.Warnings)
            {
                text.Append(null, $"warning: {warning.Code}: {warning.Message}\n");
            }
        }

        return text.ToString();
    }

    private static string PathOf(string name)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AiPromptGen.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "tests", "AiPromptGen.Prompts.Tests", "Golden", name + ".txt");
    }
}
