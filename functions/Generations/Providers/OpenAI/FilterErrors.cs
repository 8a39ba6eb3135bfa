using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Content filters that answer with an error: Azure's for chat and for pictures, and OpenAI's own.</summary>
internal static class FilterErrors
{
    private static readonly string[] Codes =
    [
        "content_filter",
        "contentFilter",
        "content_policy_violation",
        "moderation_blocked",
        "ResponsibleAIPolicyViolation",
    ];

    private static readonly string[] InnerKeys = ["innererror", "inner_error"];

    /// <param name="error">The member "error" of the answer.</param>
    /// <returns>Null when it is no filter's.</returns>
    public static ProviderAnswer.Refused? Refusal(JsonElement error)
    {
        var inner = InnerKeys.Select(key => error.Member(key)).FirstOrDefault(member => member is not null) ?? default;
        if (!IsFilter(error) && !IsFilter(inner))
        {
            return null;
        }

        var moderation = error.Member("moderation_details") ?? default;
        string[] categories =
        [
            .. FilterResults.Filtered(error),
            .. FilterResults.Filtered(inner),
            .. moderation
                .Items("categories")
                .Where(category => category.ValueKind == JsonValueKind.String)
                .Select(category => FilterResults.Word(category.GetString()!)),
        ];
        return new ProviderAnswer.Refused(
            IsOutput(error, moderation) ? "output" : "input",
            categories.Length == 0
                ? [FilterResults.Unspecified]
                : [.. categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
    }

    private static bool IsFilter(JsonElement error) =>
        error.Text("code") is { } code && Codes.Contains(code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Of a picture's refusal only the message says whether the prompt or the picture was meant.</summary>
    private static bool IsOutput(JsonElement error, JsonElement moderation) =>
        moderation.Text("moderation_stage") is { } stage
            ? stage is "output"
            : error.Text("message") is { } message
                && (
                    message.Contains("generated image", StringComparison.OrdinalIgnoreCase)
                    || message.Contains("output", StringComparison.OrdinalIgnoreCase)
                );
}
