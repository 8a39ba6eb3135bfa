using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Reads tools that write one flat JSON object with the prompt and the settings. They differ in where the object is, in the names of its
/// members, and in how the tool is recognized. Each row of the table is one tool; the least specific one is the last.
/// </summary>
internal sealed class SettingsJsonReader : IPromptReader
{
    /// <summary>Members that name settings of painting. JSON with a prompt and two of them comes from a painting tool.</summary>
    private static readonly string[] UsualSettings =
    [
        "seed",
        "steps",
        "num_inference_steps",
        "guidance_scale",
        "cfg",
        "cfg_scale",
        "width",
        "height",
        "resolution",
        "sampler",
        "scheduler",
        "model",
        "negative_prompt",
    ];

    private static readonly string[] Everywhere = ["parameters", PictureTexts.UserComment, "Comment", "metadata"];

    private static readonly Format[] Formats =
    [
        // https://github.com/runew0lf/RuinedFooocus (modules/async_worker.py)
        new(
            PromptGenerator.RuinedFooocus,
            Everywhere,
            "Prompt",
            "Negative",
            root => Says(root, "software", "RuinedFooocus")
        ),
        new(
            PromptGenerator.RuinedFooocus,
            Everywhere,
            "prompt",
            "negative",
            root => Says(root, "software", "RuinedFooocus")
        ),
        // https://github.com/MoonRide303/Fooocus-MRE (modules/async_worker.py); real_prompt is the prompt after styles and wildcards.
        new(
            PromptGenerator.FooocusMre,
            Everywhere,
            "prompt",
            "negative_prompt",
            root =>
                Has(root, "real_prompt")
                || Says(root, "software", "Fooocus-MRE")
                || Says(root, "version", "Fooocus-MRE")
        ),
        // https://github.com/n00mkrad/text2image-gui (Data/ImageMetadata.cs)
        new(PromptGenerator.Nmkd, ["Nmkdiffusers", "GenerationInfo"], "prompt", "promptNeg", _ => true),
        new(PromptGenerator.Nmkd, ["GenerationInfoJson"], "Prompt", "NegativePrompt", _ => true),
        new(PromptGenerator.Nmkd, ["GenerationInfoJson"], "prompt", "negative_prompt", _ => true),
        // https://github.com/easydiffusion/easydiffusion (ui/easydiffusion/utils/save_utils.py)
        new(
            PromptGenerator.EasyDiffusion,
            Everywhere,
            "prompt",
            "negative_prompt",
            root => Has(root, "use_stable_diffusion_model")
        ),
        new(
            PromptGenerator.EasyDiffusion,
            Everywhere,
            "Prompt",
            "Negative Prompt",
            root => Has(root, "Stable Diffusion model")
        ),
        // Draw Things, as https://github.com/S1D1T1/metaDataBot reads it.
        new(
            PromptGenerator.DrawThings,
            [PictureTexts.UserComment],
            "c",
            "uc",
            root => Has(root, "seed") && Has(root, "sampler")
        ),
        new(PromptGenerator.Unnamed, Everywhere, "prompt", "negative_prompt", HasSettings),
        new(PromptGenerator.Unnamed, Everywhere, "Prompt", "Negative prompt", HasSettings),
    ];

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        foreach (var format in Formats)
        {
            foreach (var key in format.Keys)
            {
                using var json = texts.FindJson(key);
                if (json is not null && format.Read(json.RootElement) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static bool Has(JsonElement root, string member) =>
        LenientJson.Member(root, member).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static bool Says(JsonElement root, string member, string start) =>
        LenientJson.StringOf(root, member)?.StartsWith(start, StringComparison.Ordinal) == true;

    private static bool HasSettings(JsonElement root) =>
        UsualSettings.Count(name =>
            root.EnumerateObject()
                .Any(member => string.Equals(Plain(member.Name), name, StringComparison.OrdinalIgnoreCase))
        ) >= 2;

    private static string Plain(string name) => name.Replace(' ', '_');

    private sealed record Format(
        PromptGenerator Generator,
        IReadOnlyList<string> Keys,
        string Prompt,
        string Negative,
        Func<JsonElement, bool> IsMine
    )
    {
        public RecoveredPrompt? Read(JsonElement root) =>
            IsMine(root) && LenientJson.StringOf(root, Prompt) is { } prompt
                ? new RecoveredPrompt
                {
                    Generator = Generator,
                    Prompt = prompt,
                    Negative = LenientJson.StringOf(root, Negative) ?? "",
                    Parameters = LenientJson.Scalars(root, except: [Prompt, Negative]),
                }
                : null;
    }
}
