using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>A chat answer: either what the model says, or why there is nothing to use.</summary>
internal sealed record ChatReading(ModelAnswer? Answer, ProviderAnswer? Ending)
{
    /// <summary>A model that declines without a filter's category.</summary>
    public const string ModelRefusal = "model-refusal";

    /// <summary>The call is over, and paid, and nothing usable came of it; the same question would cost as much again.</summary>
    public static readonly ProviderAnswer Unusable = new ProviderAnswer.NotThisRequest(Paid: true);

    /// <summary>
    /// How an answer ends that a filter stopped: OpenAI's word, and those that gateways hand on from Gemini (its FinishReason)
    /// in small letters.
    /// </summary>
    private static readonly string[] FilterEnds =
    [
        "safety",
        "prohibited_content",
        "blocklist",
        "recitation",
        "spii",
        "image_safety",
    ];

    /// <param name="root">The whole body.</param>
    public static ChatReading Of(JsonElement root, PromptRequest request)
    {
        if (FilteredPrompt(root) is { Count: > 0 } categories)
        {
            return Refused("input", categories);
        }

        var choice = root.Items("choices").FirstOrDefault();
        if (
            new[] { root, choice }.FirstOrDefault(holder =>
                holder.Member("error") is { ValueKind: JsonValueKind.Object }
            ) is
            { ValueKind: JsonValueKind.Object } failed
        )
        {
            return new ChatReading(null, ProviderErrors.OfSuccess(failed, request));
        }

        var filtered = FilterResults.Filtered(choice);
        var finish = choice.Text("finish_reason");
        if (filtered.Count > 0 || IsFilters(finish))
        {
            return Refused("output", filtered.Count > 0 ? filtered : [FilterResults.Unspecified]);
        }

        var message = choice.Member("message") ?? default;
        if (MessageText.IsRefusal(message))
        {
            return Refused("output", [ModelRefusal]);
        }

        // An answer that was cut, at a length or by a fault, cannot be whole JSON.
        var answer = finish is "length" or "error" ? null : ModelAnswerReading.Of(MessageText.Of(message));
        return answer is null ? new ChatReading(null, Unusable) : new ChatReading(answer, null);
    }

    /// <summary>A gateway may add a reason: "content_filter: SAFETY".</summary>
    private static bool IsFilters(string? finish) =>
        finish is not null
        && (
            finish.StartsWith("content_filter", StringComparison.OrdinalIgnoreCase)
            || FilterEnds.Contains(finish, StringComparer.OrdinalIgnoreCase)
        );

    private static List<string> FilteredPrompt(JsonElement root) =>
        [
            .. root.Items("prompt_filter_results")
                .Concat(root.Items("prompt_annotations"))
                .SelectMany(result => FilterResults.Filtered(result))
                .Distinct(StringComparer.Ordinal),
        ];

    private static ChatReading Refused(string stage, IReadOnlyList<string> categories) =>
        new(null, new ProviderAnswer.Refused(stage, categories));
}
