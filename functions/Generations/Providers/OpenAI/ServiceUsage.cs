using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Tokens of one call, as the service counts them; 0 where it does not say. Chats call them prompt and completion, pictures input
/// and output (OpenAI, "Create chat completion" and "Create image", usage).
/// </summary>
/// <param name="Cached">Of <paramref name="Prompt"/>, at a lower price.</param>
/// <param name="Reasoning">Of <paramref name="Completion"/>, never shown.</param>
internal sealed record ServiceUsage(long Prompt, long Cached, long Completion, long Reasoning)
{
    public IEnumerable<(string Kind, long Count)> Kinds =>
        [("prompt", Prompt), ("cached", Cached), ("completion", Completion), ("reasoning", Reasoning)];

    public static ServiceUsage Of(JsonElement body)
    {
        var usage = body.Member("usage") ?? default;
        return new ServiceUsage(
            Count(usage, "prompt_tokens") + Count(usage, "input_tokens"),
            Count(usage.Member("prompt_tokens_details"), "cached_tokens")
                + Count(usage.Member("input_tokens_details"), "cached_tokens"),
            Count(usage, "completion_tokens") + Count(usage, "output_tokens"),
            Count(usage.Member("completion_tokens_details"), "reasoning_tokens")
                + Count(usage.Member("output_tokens_details"), "reasoning_tokens")
        );
    }

    private static long Count(JsonElement? holder, string name) =>
        (holder ?? default).Member(name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt64(out var count)
        && count > 0
            ? count
            : 0;
}
