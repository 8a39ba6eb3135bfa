using System.Text.Json;

namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>
/// PNG text "invokeai_metadata": one JSON object.
/// https://github.com/invoke-ai/InvokeAI/blob/main/invokeai/app/invocations/metadata.py
/// </summary>
internal sealed class InvokeAIReader : IPromptReader
{
    private const string Key = "invokeai_metadata";

    private static readonly string[] Settings =
    [
        "generation_mode",
        "width",
        "height",
        "seed",
        "cfg_scale",
        "guidance",
        "steps",
        "scheduler",
        "strength",
    ];

    public RecoveredPrompt? Read(PictureTexts texts)
    {
        using var json = texts.Find(Key) is { } text ? LenientJson.Parse(text) : null;
        if (json is null || LenientJson.StringOf(json.RootElement, "positive_prompt") is not { } prompt)
        {
            return null;
        }

        return new RecoveredPrompt
        {
            Generator = PromptGenerator.InvokeAI,
            Prompt = prompt,
            Negative = LenientJson.StringOf(json.RootElement, "negative_prompt") ?? "",
            Parameters = ParametersOf(json.RootElement),
        };
    }

    private static List<PromptParameter> ParametersOf(JsonElement root)
    {
        var parameters = new List<PromptParameter>();
        foreach (var name in Settings)
        {
            if (LenientJson.ScalarOf(root, name) is { } value)
            {
                parameters.Add(new PromptParameter(name, value));
            }
        }

        if (root.TryGetProperty("model", out var model))
        {
            var name = LenientJson.StringOf(model, "name") ?? LenientJson.StringOf(model, "model_name");
            if (name is not null)
            {
                parameters.Add(new PromptParameter("model", name));
            }
        }

        return parameters;
    }
}
