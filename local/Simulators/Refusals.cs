using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators;

/// <summary>Errors and content filter results in the shapes of Azure OpenAI.</summary>
internal static class Refusals
{
    public static SimulatedAnswer Error(int status, string code, string message) => new(status, Body(code, message));

    public static SimulatedAnswer OfChat() =>
        Filtered(
            "content_filter",
            "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
            "innererror",
            "content_filter_result"
        );

    public static SimulatedAnswer OfImage(bool input) =>
        Filtered(
            "contentFilter",
            input
                ? "Your task failed as a result of our safety system."
                : "Generated image was filtered as a result of our safety system.",
            "inner_error",
            "content_filter_results"
        );

    /// <summary>What Azure reports of a checked text or picture: four categories, all safe but violence.</summary>
    public static JsonObject Report(string violence, bool filtered = false)
    {
        var report = new JsonObject();
        foreach (var category in new[] { "hate", "self_harm", "sexual", "violence" })
        {
            var hit = string.Equals(category, "violence", StringComparison.Ordinal);
            report[category] = new JsonObject
            {
                ["filtered"] = hit && filtered,
                ["severity"] = hit ? violence : "safe",
            };
        }

        return report;
    }

    private static SimulatedAnswer Filtered(string code, string message, string inner, string results)
    {
        var body = Body(code, message);
        body["error"]![inner] = new JsonObject
        {
            ["code"] = "ResponsibleAIPolicyViolation",
            [results] = Report("high", filtered: true),
        };
        return new(400, body);
    }

    private static JsonObject Body(string code, string message) =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["param"] = null,
                ["type"] = null,
            },
        };
}
