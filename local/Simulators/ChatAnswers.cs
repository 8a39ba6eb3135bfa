using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators;

/// <summary>Answers to chat/completions.</summary>
internal static class ChatAnswers
{
    public static (string Text, SimulatedAnswer? Answer) Read(JsonObject request)
    {
        var parts = Parts(request);
        var text = string.Join('\n', parts.Select(p => (string?)p["text"]).OfType<string>());
        var pictures = parts.Select(p => (string?)p["image_url"]?["url"]).OfType<string>().ToList();
        var sent = pictures.TrueForAll(p => p.StartsWith("data:image/", StringComparison.Ordinal));
        return (
            text,
            sent ? null : Refusals.Error(400, "invalid_image_url", "The simulator fetches nothing: send the bytes.")
        );
    }

    public static JsonObject Answer(JsonObject request, string text, string? word, DateTimeOffset now)
    {
        var picture = Parts(request).Select(p => (string?)p["image_url"]?["url"]).FirstOrDefault(u => u is not null);
        var seed = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{text}\n{picture}\n{request["seed"]}"));
        var phrases = new Phrases(text, picture, seed) { Injects = word is MagicWords.Injected };
        var withheld = word is MagicWords.RefuseOutput or MagicWords.Refusal;
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = word is MagicWords.RefuseOutput ? "content_filter" : "stop",
            ["logprobs"] = null,
            ["message"] = new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = withheld ? null : Content(request, phrases, word),
                ["refusal"] = word is MagicWords.Refusal ? "I'm sorry, I can't help with that." : null,
            },
        };
        var answer = new JsonObject
        {
            ["id"] = $"chatcmpl-sim{seed:x16}",
            ["object"] = "chat.completion",
            ["created"] = now.ToUnixTimeSeconds(),
            ["model"] = "simulated",
            ["choices"] = word is MagicWords.EmptyChoice ? [] : new JsonArray(choice),
            ["usage"] = Usage(text.Length / 4 + 1, 100),
        };
        if (word is MagicWords.Annotated or MagicWords.RefuseOutput)
        {
            var filtered = word is MagicWords.RefuseOutput;
            choice["content_filter_results"] = Refusals.Report(filtered ? "medium" : "low", filtered);
            answer["prompt_filter_results"] = new JsonArray(
                new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = Refusals.Report("low") }
            );
        }

        return answer;
    }

    private static string Content(JsonObject request, Phrases phrases, string? word)
    {
        if (word is MagicWords.InvalidJson)
        {
            return "Certainly! Here is your prompt: {\"summary\": \"a half-open";
        }

        var format = request["response_format"];
        var schema = format?["json_schema"]?["schema"] as JsonObject;
        if (word is MagicWords.OutsideSchema)
        {
            return new SchemaWalk(schema ?? [], phrases).Miss().ToJsonString();
        }

        return schema is not null ? new SchemaWalk(schema, phrases).Fill()?.ToJsonString() ?? "null"
            : format is not null && (string?)format["type"] is "json_object"
                ? new JsonObject { ["summary"] = phrases.Sentence() }.ToJsonString()
            : phrases.Sentence();
    }

    private static JsonObject Usage(int prompt, int completion) =>
        new()
        {
            ["prompt_tokens"] = prompt,
            ["completion_tokens"] = completion,
            ["total_tokens"] = prompt + completion,
        };

    /// <summary>The parts of the last thing the user said; a bare text is one part.</summary>
    private static List<JsonObject> Parts(JsonObject request)
    {
        var messages = (request["messages"] as JsonArray ?? []).OfType<JsonObject>();
        return messages.LastOrDefault(m => (string?)m["role"] is "user")?["content"] switch
        {
            JsonArray parts => [.. parts.OfType<JsonObject>()],
            JsonValue text => [new JsonObject { ["text"] = text.ToString() }],
            _ => [],
        };
    }
}
