using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// Every model for which prompts are rendered: first those of still pictures, then of moving ones, and last those whose service no longer
/// exists. A new model needs one file in the folder of its syntax, and one line here.
/// </summary>
public static class PromptTargets
{
    public static readonly IReadOnlyList<PromptTarget> All =
    [
        MidjourneyTarget.Target,
        MidjourneyTarget.Version7,
        MidjourneyTarget.Niji7,
        StableDiffusion15.Target,
        StableDiffusionXl.Target,
        BooruTargets.Illustrious,
        BooruTargets.Pony,
        BooruTargets.NoobAI,
        InvokeAITarget.Target,
        StableDiffusion35.Target,
        Flux1.Target,
        Flux2.Target,
        Flux2Json.Target,
        GptImage.Target,
        GptImage2.Target,
        GeminiImage.Target,
        QwenImage.Target,
        Seedream.Target,
        ZImage.Target,
        Recraft.Target,
        Ideogram3.Target,
        Ideogram4.Target,
        Firefly.Target,
        VideoTargets.Kling,
        VideoTargets.Veo,
        VideoTargets.Seedance,
        DallE3.Target,
        Imagen.Target,
    ];

    private static readonly FrozenDictionary<string, PromptTarget> ById = All.ToFrozenDictionary(
        target => target.Id,
        StringComparer.Ordinal
    );

    public static PromptTarget? Find(string id) => ById.GetValueOrDefault(id);
}
