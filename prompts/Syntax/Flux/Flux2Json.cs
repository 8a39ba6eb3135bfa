namespace AiPromptGen.Prompts.Syntax.Flux;

/// <summary>
/// FLUX.2 with its structured prompt: https://docs.bfl.ai/guides/prompting_guide_flux2 (read 2026-11-27; that the members are
/// only a custom and the model takes any JSON is said there too).
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
