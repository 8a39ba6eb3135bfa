using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators;

/// <summary>
/// Answers of two classifiers: OpenAI's moderations (https://platform.openai.com/docs/api-reference/moderations) and Azure AI
/// Content Safety (https://learn.microsoft.com/rest/api/contentsafety/text-operations/analyze-text). Magic words in a text decide
/// the answer; pictures are always harmless.
/// </summary>
internal static class ModerationAnswers
{
    public const string Minors = "sim-flag-minors";
    public const string Sexual = "sim-flag-sexual";
    public const string Violence = "sim-flag-violence";
    public const string Down = "sim-flag-503";

    /// <summary>The categories of omni-moderation, in the order of its answers.</summary>
    private static readonly string[] Categories =
    [
        "harassment",
        "harassment/threatening",
        "hate",
        "hate/threatening",
        "illicit",
        "illicit/violent",
        "self-harm",
        "self-harm/instructions",
        "self-harm/intent",
        "sexual",
        "sexual/minors",
        "violence",
        "violence/graphic",
    ];

    /// <summary>Categories that omni-moderation detects in texts only, so that a picture's score is 0.</summary>
    private static readonly string[] TextOnly =
    [
        "harassment",
        "harassment/threatening",
        "hate",
        "hate/threatening",
        "illicit",
        "illicit/violent",
        "sexual/minors",
    ];

    private static readonly string[] AzureCategories = ["Hate", "SelfHarm", "Sexual", "Violence"];

    /// <summary>The answer to a request for one of the classifiers; null for any other request.</summary>
    public static SimulatedAnswer? To(RecordedRequest request, DateTimeOffset now)
    {
        var isAzure = request.Path is "/contentsafety/text:analyze" or "/contentsafety/image:analyze";
        if (request.Method is not "POST" || (!isAzure && request.Path is not "/v1/moderations"))
        {
            return null;
        }

        if (isAzure && !request.Query.Contains("api-version=", StringComparison.Ordinal))
        {
            return Refusals.Error(404, "404", "Resource not found");
        }

        if (Json.Parse(request.Body) is not { } body)
        {
            return Refusals.Error(400, "InvalidRequestBody", "The body is no JSON object.");
        }

        try
        {
            return isAzure ? OfAzure(request, body) : OfOpenAI(body, now);
        }
        catch (InvalidOperationException)
        {
            return Refusals.Error(400, "InvalidRequestBody", "A field has the wrong type.");
        }
    }

    private static SimulatedAnswer OfOpenAI(JsonObject body, DateTimeOffset now)
    {
        var parts = body["input"] as JsonArray;
        var text = body["input"] is JsonValue one
            ? one.ToString()
            : string.Join('\n', (parts ?? []).Select(part => part?["text"]?.ToString() ?? part?.ToString()));
        var pictures = parts?.Count(part => part?["image_url"]?["url"] is not null) ?? 0;
        if (body["input"] is null || pictures > 1)
        {
            return Refusals.Error(400, "invalid_request_error", "'input' must be texts, or parts with one picture.");
        }

        if (Has(text, Down))
        {
            return Refusals.Error(503, "service_unavailable", "The service is overloaded.");
        }

        var (flags, scores, types) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var category in Categories)
        {
            var flagged = IsFlagged(text, category);
            flags[category] = flagged;
            scores[category] = flagged ? 0.98 : 0.0001;
            var isSeen = pictures > 0 && !TextOnly.Contains(category, StringComparer.Ordinal);
            types[category] = isSeen ? new JsonArray("text", "image") : new JsonArray("text");
        }

        var result = new JsonObject
        {
            ["flagged"] = flags.Any(flag => flag.Value!.GetValue<bool>()),
            ["categories"] = flags,
            ["category_scores"] = scores,
            ["category_applied_input_types"] = types,
        };
        return new(
            200,
            new JsonObject
            {
                ["id"] = $"modr-{now.ToUnixTimeMilliseconds()}",
                ["model"] = body["model"]?.ToString() ?? "omni-moderation-latest",
                ["results"] = new JsonArray(result),
            }
        );
    }

    private static SimulatedAnswer OfAzure(RecordedRequest request, JsonObject body)
    {
        var isText = request.Path.Contains("text", StringComparison.Ordinal);
        var content = isText ? body["text"]?.ToString() : body["image"]?["content"]?.ToString();
        const int MostText = 10_000;
        if (content is null || (isText && content.Length > MostText))
        {
            return Refusals.Error(400, "InvalidRequestBody", "The content is missing or too long.");
        }

        var text = isText ? content : "";
        if (Has(text, Down))
        {
            return Refusals.Error(503, "ServiceUnavailable", "The service is out.");
        }

        var analysis = AzureCategories.Select(category =>
            (JsonNode)new JsonObject { ["category"] = category, ["severity"] = IsSevere(text, category) ? 6 : 0 }
        );
        var answer = new JsonObject { ["categoriesAnalysis"] = new JsonArray([.. analysis]) };
        if (isText)
        {
            answer["blocklistsMatch"] = new JsonArray();
        }

        return new(200, answer);
    }

    private static bool IsFlagged(string text, string category) =>
        category switch
        {
            "sexual/minors" => Has(text, Minors),
            "sexual" => Has(text, Minors) || Has(text, Sexual),
            "violence" or "violence/graphic" => Has(text, Violence),
            _ => false,
        };

    private static bool IsSevere(string text, string category) =>
        category switch
        {
            "Sexual" => Has(text, Minors) || Has(text, Sexual),
            "Violence" => Has(text, Violence),
            _ => false,
        };

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
