using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Content filters that answer with an error: Azure's for chat and for pictures, OpenAI's own, and gateways'.</summary>
internal static partial class FilterErrors
{
    public static readonly IReadOnlyList<string> Words =
    [
        "content_filter",
        "contentFilter",
        "content_policy_violation",
        "moderation_blocked",
        "ResponsibleAIPolicyViolation",
        // OpenAI's usage policy: no mistake in the request, whatever the name says.
        "invalid_prompt",
        // OpenRouter, of a model that declined with an error.
        "refusal",
    ];

    /// <summary>LiteLLM's name for all of them; often the only thing that it hands on.</summary>
    private const string Wrapped = "ContentPolicyViolationError";

    /// <returns>Null when it is no filter's.</returns>
    public static ProviderAnswer.Refused? Refusal(ServiceError error)
    {
        var reasons = error.Layers.SelectMany(layer => Listed(layer, "reasons")).ToList();
        if (!error.Has(Words) && !error.Says(Wrapped) && reasons.Count == 0)
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
        return new ProviderAnswer.Refused(
            IsOutput(error, moderation) ? "output" : "input",
            categories.Length == 0
                ? [FilterResults.Unspecified]
                : [.. categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
    }

    private static IEnumerable<string> Listed(JsonElement holder, string name) =>
        holder
            .Items(name)
            .Where(category => category.ValueKind == JsonValueKind.String)
            .Select(category => FilterResults.Word(category.GetString()!));

    /// <summary>Some of gpt-image's refusals name their categories in the message alone: "safety_violations=[violence]".</summary>
    private static IEnumerable<string> InMessage(string message) =>
        Violations().Match(message) is { Success: true } found
            ? found.Groups["list"].Value.Split(',').Select(FilterResults.Word)
            : [];

    /// <summary>Of a picture's refusal only the message says whether the prompt or the picture was meant.</summary>
    private static bool IsOutput(ServiceError error, List<JsonElement> moderation) =>
        moderation.Select(details => details.Text("moderation_stage")).FirstOrDefault(stage => stage is not null)
            is { } said
            ? said is "output"
            : error.Says("generated image") || error.Says("output");

    [GeneratedRegex(
        @"safety_violations=\[(?<list>[a-z_/\-, ]{1,200})\]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Violations();
}
