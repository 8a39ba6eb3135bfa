using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// PNG text "invokeai_metadata": one JSON object; in version 2 "sd-metadata", JSON whose prompt holds the negative one in
/// square brackets, beside "Dream", the command line with the same.
/// https://github.com/invoke-ai/InvokeAI/blob/main/invokeai/app/invocations/metadata.py;
/// https://invoke-ai.github.io/InvokeAI/features/PROMPTS/ (version 2: negative and unconditioned prompts)
/// </summary>
internal sealed partial class InvokeAIReader : IPromptReader
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

    public RecoveredPrompt? Read(PictureTexts texts) => ReadNewest(texts) ?? ReadMetadata(texts) ?? ReadDream(texts);

    private static RecoveredPrompt? ReadMetadata(PictureTexts texts)
    {
        using var json = texts.FindJson("sd-metadata");
        var root = json?.RootElement ?? default;
        var image = LenientJson.Member(root, "image");
        var prompt = LenientJson.Member(image, "prompt");
        var text =
            prompt.ValueKind == JsonValueKind.Array
                ? string.Join(
                    "",
                    prompt.EnumerateArray().Select(part => LenientJson.StringOf(part, "prompt")).OfType<string>()
                )
                : LenientJson.TextOf(prompt);
        return text is null || text.Length > RecoveredPrompt.MaxLength
            ? null
            : WithNegative(text) with
            {
                Parameters =
                [
                    .. LenientJson.Scalars(image, except: ["prompt"]),
                    .. LenientJson.Scalars(root, ["model_weights", "model_hash"]),
                ],
            };
    }

    private static RecoveredPrompt? ReadDream(PictureTexts texts) =>
        texts.Find("Dream") is { Length: <= RecoveredPrompt.MaxLength } dream
        && Dream().Match(dream) is { Success: true } match
            ? WithNegative(match.Groups["prompt"].Value) with
            {
                Parameters =
                [
                    .. Argument()
                        .Matches(match.Groups["rest"].Value)
                        .Select(each => new PromptParameter(each.Groups["name"].Value, each.Groups["value"].Value)),
                ],
            }
            : null;

    /// <summary>Version 2 takes words in square brackets as what should not be seen, wherever they stand.</summary>
    private static RecoveredPrompt WithNegative(string text)
    {
        var negatives = Bracketed().Matches(text).Select(match => match.Groups["words"].Value.Trim()).ToList();
        return new RecoveredPrompt
        {
            Generator = PromptGenerator.InvokeAI,
            Prompt = negatives.Count == 0 ? text : Bracketed().Replace(text, "").Trim(),
            Negative = string.Join(", ", negatives),
        };
    }

    [GeneratedRegex(@"^\s*""(?<prompt>.*)""(?<rest>[^""]*)$", Options | RegexOptions.Singleline, Milliseconds)]
    private static partial Regex Dream();

    [GeneratedRegex(@"(?<=^|\s)(?<name>--?[A-Za-z][\w-]*)[ =]?(?<value>[^\s-]\S*|-\d\S*)?", Options, Milliseconds)]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?<!\\)\[(?<words>[^\[\]]*)(?<!\\)\]", Options, Milliseconds)]
    private static partial Regex Bracketed();

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Milliseconds = 1000;

    private static RecoveredPrompt? ReadNewest(PictureTexts texts)
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
