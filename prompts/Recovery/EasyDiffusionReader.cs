namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Easy Diffusion writes each setting as a PNG text of its own, under its internal name or the one it shows.
/// https://github.com/easydiffusion/easydiffusion (ui/easydiffusion/utils/save_utils.py). Its JSON form is read by
/// <see cref="SettingsJsonReader"/>.
/// </summary>
internal sealed class EasyDiffusionReader : IPromptReader
{
    private static readonly (string Internal, string Shown)[] Settings =
    [
        ("seed", "Seed"),
        ("use_stable_diffusion_model", "Stable Diffusion model"),
        ("clip_skip", "Clip Skip"),
        ("use_vae_model", "VAE model"),
        ("sampler_name", "Sampler"),
        ("width", "Width"),
        ("height", "Height"),
        ("num_inference_steps", "Steps"),
        ("guidance_scale", "Guidance Scale"),
        ("use_lora_model", "LoRA model"),
        ("lora_alpha", "LoRA Strength"),
    ];

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        var prompt = texts.Find("prompt") ?? texts.Find("Prompt");
        var negative = texts.Find("negative_prompt") ?? texts.Find("Negative Prompt");
        return prompt is null || negative is null
            ? null
            : new RecoveredPrompt
            {
                Generator = PromptGenerator.EasyDiffusion,
                Prompt = prompt,
                Negative = negative,
                Parameters =
                [
                    .. Settings
                        .Select(each => (each.Internal, Value: texts.Find(each.Internal) ?? texts.Find(each.Shown)))
                        .Where(each => each.Value is not null)
                        .Select(each => new PromptParameter(each.Internal, each.Value!)),
                ],
            };
    }
}
