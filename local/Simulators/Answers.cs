using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiPromptGen.Simulators;

/// <summary>From a request to its answer; the same request gets the same answer.</summary>
internal static partial class Answers
{
    public static SimulatedAnswer To(RecordedRequest request, DateTimeOffset now)
    {
        if (!IsAllowed(request.Headers))
        {
            return Refusals.Error(401, "401", "Access denied due to invalid subscription key or wrong API endpoint.");
        }

        if (ModerationAnswers.To(request, now) is { } judged)
        {
            return judged;
        }

        var place = Place().Match(request.Path);
        var azure = place.Groups["deployment"];
        var versioned = request.Query.Contains("api-version=", StringComparison.Ordinal);
        if (!place.Success || request.Method is not "POST" || (azure.Success && !versioned))
        {
            return Refusals.Error(404, "404", "Resource not found");
        }

        if (Json.Parse(request.Body) is not { } body)
        {
            return Refusals.Error(400, "invalid_request_error", "The body is no JSON object.");
        }

        if ((azure.Success ? azure.Value : body["model"]?.ToString()) is "missing")
        {
            return Refusals.Error(404, "DeploymentNotFound", "The API deployment for this resource does not exist.");
        }

        try
        {
            var chat = place.Groups["chat"].Success;
            var (text, wrong) = chat ? ChatAnswers.Read(body) : ImageAnswers.Read(body);
            return wrong ?? ByWord(MagicWords.FirstIn(text), chat, body, text, now);
        }
        catch (InvalidOperationException)
        {
            return Refusals.Error(400, "invalid_request_error", "A field has the wrong type.");
        }
    }

    private static SimulatedAnswer ByWord(string? word, bool chat, JsonObject body, string text, DateTimeOffset now)
    {
        switch (word)
        {
            case MagicWords.RefuseInput:
                return chat ? Refusals.OfChat() : Refusals.OfImage(input: true);
            case MagicWords.RefuseOutput when !chat:
                return Refusals.OfImage(input: false);
            case MagicWords.Refusal when !chat:
                return Refusals.Error(400, "moderation_blocked", "Your request was rejected by the safety system.");
            case MagicWords.TooMany:
            case MagicWords.TooManyAfter:
                return Refusals.Error(429, "429", "Requests have exceeded the rate limit.") with
                {
                    RetryAfterSeconds = word is MagicWords.TooManyAfter ? 1 : null,
                };
            case MagicWords.Broken:
                return Refusals.Error(500, "InternalServerError", "The server had an error.");
            case MagicWords.Unavailable:
                return Refusals.Error(503, "ServiceUnavailable", "The server is overloaded.");
        }

        var answer = chat ? ChatAnswers.Answer(body, text, word, now) : ImageAnswers.Answer(body, text, word, now);
        return new(200, answer)
        {
            Delivery = word switch
            {
                MagicWords.Silent => Delivery.Never,
                MagicWords.Slow => Delivery.Late,
                MagicWords.Cut => Delivery.Cut,
                MagicWords.Oversize => Delivery.Oversize,
                _ => Delivery.Whole,
            },
        };
    }

    private static bool IsAllowed(IReadOnlyDictionary<string, string> headers)
    {
        var bearer = headers.GetValueOrDefault("Authorization", "").Split(' ') is ["Bearer", var token] ? token : "";
        var key = headers.GetValueOrDefault("Ocp-Apim-Subscription-Key", headers.GetValueOrDefault("api-key", bearer));
        return key is not ("" or "wrong");
    }

    [GeneratedRegex(
        "^/(openai/deployments/(?<deployment>[^/]+)|(openai/)?v1)/((?<chat>chat/completions)|images/generations)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Place();
}
