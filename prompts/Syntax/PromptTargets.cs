using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax;

/// <summary>Every image model the renderer speaks; a new one is one file beside this and one line here.</summary>
public static class PromptTargets
{
    public static readonly IReadOnlyList<PromptTarget> All =
    [
        MidjourneyTarget.Target,
        StableDiffusion15.Target,
        StableDiffusionXl.Target,
        InvokeAITarget.Target,
        StableDiffusion35.Target,
        Flux1.Target,
        Flux2.Target,
        GptImage.Target,
        DallE3.Target,
        Imagen.Target,
        GeminiImage.Target,
        Ideogram3.Target,
        Ideogram4.Target,
        Firefly.Target,
    ];

    private static readonly FrozenDictionary<string, PromptTarget> ById = All.ToFrozenDictionary(
        target => target.Id,
        StringComparer.Ordinal
    );

    public static PromptTarget? Find(string id) => ById.GetValueOrDefault(id);
}
