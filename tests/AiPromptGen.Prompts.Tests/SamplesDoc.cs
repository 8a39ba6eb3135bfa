using System.Text;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

/// <summary>docs/samples.md: what the engine really answers to ten ideas and ten pictures, without any network.</summary>
internal static class SamplesDoc
{
    public const string Path = "docs/samples.md";

    private static readonly (string Idea, DetailLevel Detail, string Targets)[] Ideas =
    [
        ("an old fisherman mending nets", DetailLevel.Full, "midjourney flux sdxl"),
        ("a red fox in the snow, no people", DetailLevel.Light, "midjourney flux-2 sd15"),
        ("chocolate cake with raspberries, dark and moody", DetailLevel.Full, "gpt-image sdxl imagen"),
        ("Tokyo alley at night in the rain, neon signs, no cars", DetailLevel.Full, "midjourney ideogram-4 firefly"),
        ("art deco hotel lobby", DetailLevel.Light, "flux invokeai gemini-image"),
        ("running shoes splashing through a puddle, 16:9", DetailLevel.Full, "gpt-image midjourney dall-e-3"),
        ("a tired robot drinking tea in a garden", DetailLevel.Full, "flux sdxl sd35"),
        ("a poster that says \"JAZZ NIGHT\" with a saxophone", DetailLevel.Full, "ideogram-3 ideogram-4 flux-2"),
        ("un chat noir sur le toit de Paris, sans étoiles", DetailLevel.Full, "midjourney flux gpt-image"),
        (
            "Please make me a really nice picture of a man who is reading a newspaper on a bench in the park and there are pigeons around him and it is autumn",
            DetailLevel.Light,
            "midjourney flux sdxl"
        ),
    ];

    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Samples

            What the embedded engine answers to ten ideas and ten pictures: no network, no model, the same bytes every
            time. This page is written by a test ([how](../CONTRIBUTING.md#how-to-add-a-library-term)); do not edit it.

            ## Ten ideas

            “Light” adds little, “full” fills what the writer left open. The writer's words stay; each added one comes
            from a library entry and says so in the structured prompt.

            """
        );
        foreach (var (idea, detail, targets) in Ideas)
        {
            var controls = new IdeaControls { Detail = detail };
            var prompt = IdeaComposer.Compose(new Idea { Text = idea, Controls = controls });
            Add(text, $"Idea, {detail.ToString().ToLowerInvariant()}", idea, prompt, targets);
        }

        text.Append(
            """

            ## Ten pictures

            Drawn by the tests. Without a model only what can be measured is said: colors, tone, light, focus, symmetry,
            ratio, lens. What the person writes beside the picture stands first. A prompt that a file carries comes back as
            it is.

            """
        );
        foreach (var picture in SamplePictures.All)
        {
            var hint = picture.Hint.Length == 0 ? picture.Shows : $"{picture.Shows}; beside it: “{picture.Hint}”";
            Add(text, "Picture", hint, picture.Compose(), picture.Targets);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Add(StringBuilder text, string kind, string given, StructuredPrompt prompt, string targets)
    {
        text.Append(null, $"\n| {kind} | {given} |\n|---|---|\n");
        foreach (var target in targets.Split(' ').Select(id => PromptTargets.Find(id)!))
        {
            var rendering = PromptRenderer.Render(prompt, target);
            var settings = target.Form == PromptForm.Phrases ? [] : rendering.Parameters;
            var beside = settings
                .Select(setting => $"{setting.Name} {setting.Value}")
                .Prepend(rendering.Negative is { } negative ? $"negative: {negative}" : "")
                .Concat(rendering.Dropped.Select(dropped => $"left out: {dropped.Value} ({dropped.Reason})"))
                .Where(note => note.Length > 0);
            var row = $"| {target.Name} | {Code(rendering.Prompt)} {string.Join("; ", beside)}";
            text.Append(row.TrimEnd()).Append(" |\n");
        }
    }

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
