using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Recognizes content filters that answer with an error: Azure's for chat and for pictures, OpenAI's own, and those of gateways.
/// </summary>
internal static partial class FilterErrors
{
    public static readonly IReadOnlyList<string> Words =
    [
        "content_filter",
        "contentFilter",
        "content_policy_violation",
        "moderation_blocked",
        "ResponsibleAIPolicyViolation",
        // OpenAI's usage policy. In spite of its name it is not a mistake in the request.
        "invalid_prompt",
        // OpenRouter's, for a model that declined with an error.
        "refusal",
        // Alibaba's and Volcengine's.
        "data_inspection_failed",
        "DataInspectionFailed",
        "SensitiveContentDetected",
        "InputTextSensitiveContentDetected",
        "OutputTextSensitiveContentDetected",
        "InputImageSensitiveContentDetected",
        "OutputImageSensitiveContentDetected",
        // Amazon's, and the words of gateways that have a check of their own.
        "guardrail_intervened",
        "content_blocked",
        "content_moderation",
        "safety_violation",
    ];

    private static readonly string[] OutputWords =
    [
        "OutputTextSensitiveContentDetected",
        "OutputImageSensitiveContentDetected",
    ];

    /// <returns>Null when the error does not come from a filter.</returns>
    public static ProviderResult.Refused? Refusal(ServiceError error)
    {
        var reasons = error.Layers.SelectMany(layer => Listed(layer, "reasons")).ToList();
        if (
            !error.Has(Words)
            && !error.Messages.Any(RefusalWords.InMessage)
            && reasons.Count == 0
            // OpenRouter quotes the text that was flagged, and does not always name a reason.
            && !error.Layers.Any(layer => layer.Member("flagged_input") is not null)
        )
        {
            return null;
        }

        var moderation = error.Layers.Select(layer => layer.Member("moderation_details") ?? default).ToList();
        string[] categories =
        [
            .. error.Layers.SelectMany(FilterResults.Filtered),
            .. moderation.SelectMany(details => Listed(details, "categories")),
            .. reasons,
            .. error.Messages.SelectMany(InMessage),
        ];
        return new ProviderResult.Refused(
            IsOutput(error, moderation) ? "output" : "input",
            categories.Length == 0
                ? [FilterResults.Unspecified]
                : [.. categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
    }

    private static IEnumerable<string> Listed(JsonElement holder, string name) =>
        holder.Items(name).Select(category => category.AsText()).OfType<string>().Select(FilterResults.Word);

    /// <summary>Some of gpt-image's refusals name their categories in the message alone: "safety_violations=[violence]".</summary>
    private static IEnumerable<string> InMessage(string message) =>
        [
            .. Violations()
                .Matches(message)
                .SelectMany(found => found.Groups["list"].Value.Split(','))
                .Concat(Checks().Matches(message).Select(found => found.Groups["check"].Value))
                .Select(FilterResults.Word),
        ];

    /// <summary>For a picture only the message of the refusal may say whether the prompt or the picture was refused.</summary>
    private static bool IsOutput(ServiceError error, List<JsonElement> moderation) =>
        moderation.Select(details => details.Text("moderation_stage")).FirstOrDefault(stage => stage is not null)
            is { } said
            ? said is "output"
            : error.Says("generated image") || error.Says("output") || error.Has(OutputWords);

    /// <summary>xAI's: "Failed check: SAFETY_CHECK_TYPE_BIO".</summary>
    [GeneratedRegex(
        @"SAFETY_CHECK_TYPE_(?<check>[A-Z_]{1,40})",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Checks();

    [GeneratedRegex(
        @"safety_violations=\[(?<list>[a-z_/\-, ]{1,200})\]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Violations();
}
