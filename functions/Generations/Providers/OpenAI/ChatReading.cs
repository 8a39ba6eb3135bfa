using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>A chat answer: either what the model says, or why there is nothing to use.</summary>
internal sealed record ChatReading(ModelAnswer? Answer, ProviderAnswer? Ending)
{
    /// <summary>A model that declines without a filter's category.</summary>
    public const string ModelRefusal = "model-refusal";

    /// <summary>
    /// The call is over and nothing usable came of it, so nothing is left running and asking again is safe. It may well help:
    /// the next answer is another one.
    /// </summary>
    public static readonly ProviderAnswer Unusable = new ProviderAnswer.Transient { Answered = true };

    public static ChatReading Of(BinaryData body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        if (FilteredPrompt(root) is { Count: > 0 } categories)
        {
            return Refused("input", categories);
        }

        var choice = root.Items("choices").FirstOrDefault();
        var filtered = FilterResults.Filtered(choice);
        var finish = choice.Text("finish_reason");
        if (filtered.Count > 0 || finish is "content_filter")
        {
            return Refused("output", filtered.Count > 0 ? filtered : [FilterResults.Unspecified]);
        }

        var message = choice.Member("message") ?? default;
        if (message.Text("refusal") is { Length: > 0 })
        {
            return Refused("output", [ModelRefusal]);
        }

        // An answer that was cut at a length cannot be whole JSON.
        return finish is "length" || message.Text("content") is not { Length: > 0 } content
            ? new ChatReading(null, Unusable)
            : Read(content);
    }

    private static List<string> FilteredPrompt(JsonElement root) =>
        [
            .. root.Items("prompt_filter_results")
                .Concat(root.Items("prompt_annotations"))
                .SelectMany(result => FilterResults.Filtered(result))
                .Distinct(StringComparer.Ordinal),
        ];

    private static ChatReading Read(string content)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(content, ModelPromptJson.Default.ModelAnswer);
            return answer is { Prompts.Count: > 0 } ? new ChatReading(answer, null) : new ChatReading(null, Unusable);
        }
        catch (JsonException)
        {
            return new ChatReading(null, Unusable);
        }
    }

    private static ChatReading Refused(string stage, IReadOnlyList<string> categories) =>
        new(null, new ProviderAnswer.Refused(stage, categories));
}
