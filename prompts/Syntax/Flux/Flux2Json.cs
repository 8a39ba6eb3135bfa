namespace AiPromptGen.Prompts.Syntax.Flux;

/// <summary>
/// FLUX.2 with its structured prompt: https://docs.bfl.ai/guides/prompting_guide_flux2 (read 2026-11-27). The page also says that these
/// members are only a convention, and that the model takes any JSON.
/// </summary>
internal static class Flux2Json
{
    public static readonly PromptTarget Target = Flux2.Target with
    {
        Id = "flux-2-json",
        Name = "FLUX.2 JSON",
        Form = PromptForm.Json,
        Features = TargetFeatures.HexColors | TargetFeatures.Seed | TargetFeatures.NeedsSubject,
        Grammar = FluxJsonGrammar.Instance,
    };
}
