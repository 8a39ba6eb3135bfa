using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>A chat answer: either what the model says, or why there is nothing to use.</summary>
internal sealed record ChatReading(ModelAnswer? Answer, ProviderResult? Ending)
{
    /// <summary>The category of a refusal that the model itself writes, where no filter names one.</summary>
    public const string ModelRefusal = "model-refusal";

    /// <summary>The call is over and paid, and its answer cannot be used. The same question would cost as much again.</summary>
    public static readonly ProviderResult Unusable = new ProviderResult.NotThisRequest(Paid: true);

    /// <summary>
    /// Words for the end of an answer that a filter stopped: OpenAI's own, and those that gateways pass on from Gemini (its FinishReason),
    /// Anthropic, Amazon and Zhipu.
    /// </summary>
    private static readonly string[] FilterEnds =
    [
        "content_filter",
        "content_filtered",
        "content_blocked",
        "safety",
        "prohibited_content",
        "blocklist",
        "recitation",
        "spii",
        "image_safety",
        "image_prohibited_content",
        "image_recitation",
        "refusal",
        "sensitive",
        "guardrail_intervened",
        "model_armor",
    ];

    /// <summary>OpenRouter writes "stop" for a word that it does not know, and the word itself in a field beside it.</summary>
    private static readonly string[] FinishKeys = ["finish_reason", "native_finish_reason", "stop_reason"];

    /// <param name="root">The whole body.</param>
    public static ChatReading From(JsonElement root, PromptRequest request)
    {
        if (FilteredPrompt(root) is { Count: > 0 } categories)
        {
            return Refused("input", categories);
        }

        var choice = root.Items("choices").FirstOrDefault();
        if (new[] { root, choice }.FirstOrDefault(ServiceError.IsIn) is { ValueKind: JsonValueKind.Object } failed)
        {
            return new ChatReading(null, ProviderErrors.OfSuccess(failed, request));
        }

        var filtered = FilterResults.Filtered(choice);
        var finish = choice.Text("finish_reason");
        if (filtered.Count > 0 || FinishKeys.Any(key => IsFilters(choice.Text(key))))
        {
            return Refused("output", filtered.Count > 0 ? filtered : [FilterResults.Unspecified]);
        }

        var message = choice.Member("message") ?? default;
        if (MessageText.IsRefusal(message))
        {
            return Refused("output", [ModelRefusal]);
        }

        // An answer that was cut off, at a length or by a fault, cannot be complete JSON.
        var text = MessageText.From(message);
        var answer = finish is "length" or "error" ? null : ModelAnswerReading.From(text);
        return IsDeclined(text, answer) ? Refused("output", [ModelRefusal])
            : answer is null ? new ChatReading(null, Unusable)
            : new ChatReading(answer, null);
    }

    /// <summary>
    /// Whether the model declines: in a sentence in place of the JSON, in some field of a JSON of its own, or where the description should
    /// begin. A model that has to keep to the schema declines by a list without descriptions.
    /// </summary>
    private static bool IsDeclined(string text, ModelAnswer? answer) =>
        answer is null
            ? RefusalWords.Opens(text) || ModelAnswerReading.Sentences(text).Any(RefusalWords.Opens)
            : answer.Prompts.Any(prompt =>
                RefusalWords.Opens(prompt?.Summary)
                || RefusalWords.Opens(prompt?.Title)
                || RefusalWords.Opens(prompt?.Subjects is [{ } first, ..] ? first.Phrase : null)
            );

    /// <summary>Whether this word is one of a filter. A gateway may add a reason to it: "content_filter: SAFETY".</summary>
    private static bool IsFilters(string? finish) =>
        finish is not null
        && (
            finish.StartsWith("content_filter", StringComparison.OrdinalIgnoreCase)
            || FilterEnds.Contains(finish.Replace('-', '_').Trim(), StringComparer.OrdinalIgnoreCase)
        );

    private static List<string> FilteredPrompt(JsonElement root) =>
        [
            .. root.Items("prompt_filter_results")
                .Concat(root.Items("prompt_annotations"))
                .SelectMany(result => FilterResults.Filtered(result))
                .Distinct(StringComparer.Ordinal),
        ];

    private static ChatReading Refused(string stage, IReadOnlyList<string> categories) =>
        new(null, new ProviderResult.Refused(stage, categories));
}
