using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>
/// Payloads as services and gateways send them for texts and pictures, and the result each becomes. Sources: OpenAI's and
/// Azure's error pages; LiteLLM, "Exception mapping"; OpenRouter, "Errors and debugging"; Gemini's FinishReason.
/// </summary>
[TestFixture, Property("Promise", "P9")]
public sealed class ServicePayloadTests
{
    private static readonly TestCaseData<int, string, string>[] Errors =
    [
        .. ServicePayloads
            .Errors.Concat(ServicePayloads.HalfSigns)
            .Select(payload => Case(payload.Name, payload.Status, payload.Body, payload.End)),
    ];

    private static readonly TestCaseData<int, string, string>[] Chats =
    [
        Case(
            "an error in the choice",
            200,
            Choice("error", "null", """{"code":503,"message":"overloaded"}"""),
            "transient"
        ),
        Case("a failed dependency of a chat", 424, """{"error":{"code":"424"}}""", "transient"),
        Case("an error without a code in a chat", 200, """{"error":{"message":"x"}}""", "notthisrequest"),
        Case("a fault in words in a chat", 200, """{"error":{"type":"server_error"}}""", "transient"),
        Case("a choice that ended in an error", 200, Choice("error", "\"{\""), "notthisrequest"),
        Case("Gemini's safety", 200, Choice("safety", "null"), "refused output unspecified"),
        Case("a filter with its reason", 200, Choice("content_filter: SAFETY", "null"), "refused output unspecified"),
        Case("Anthropic's refusal", 200, Choice("refusal", "null"), "refused output unspecified"),
        Case("Zhipu's refusal", 200, Choice("sensitive", "\"\""), "refused output unspecified"),
        Case("Amazon's guardrail", 200, Choice("guardrail_intervened", "\"Blocked.\""), "refused output unspecified"),
        Case(
            "the vendor's own word beside another",
            200,
            """{"choices":[{"finish_reason":"stop","native_finish_reason":"SAFETY","message":{"content":""}}]}""",
            "refused output unspecified"
        ),
        Case(
            "a vendor's word for an end",
            200,
            Asked
                .Completion(Asked.Fox)
                .Replace("\"index\":0", "\"index\":0,\"native_finish_reason\":\"STOP\"", StringComparison.Ordinal),
            "composed"
        ),
        .. Declined.Select(words => Case($"declined: {words}", 200, Said(words), "refused output model-refusal")),
        .. Pictures.Select(words => Case($"a picture: {words}", 200, Described(words), "composed")),
        Case(
            "a summary that declines",
            200,
            Described("I'm sorry, but I can't describe that."),
            "refused output model-refusal"
        ),
        Case("half a sign in the answer", 200, Half(Fox), "composed"),
        Case("half a sign in the body", 200, Half(Asked.Completion(Asked.Fox)), "composed"),
        Case(
            "a refusal in parts",
            200,
            Choice("stop", """[{"type":"refusal","refusal":"No."}]"""),
            "refused output model-refusal"
        ),
        Case("nothing but thought", 200, Choice("length", "\"\""), "notthisrequest"),
        Case("prose", 200, Choice("stop", "\"Certainly! Here it is: {\""), "notthisrequest"),
        Case("a filter that did not run", 200, Unfiltered(Asked.Completion(Asked.Fox)), "composed"),
        Case("a fence", 200, Said($"```json\n{Fox}\n```"), "composed"),
        Case("a fence after words", 200, Said($"Here is the JSON:\n```\n{Fox}\n```\nEnjoy!"), "composed"),
        Case("thought before it", 200, Said($"<think>A fox, so {{dusk}}.</think>\n{Fox}"), "composed"),
        Case("thought without its beginning", 200, Said($"A fox.\n</think>\n\n{Fox}"), "composed"),
        Case("parts", 200, Choice("stop", $$"""[{"type":"text","text":{{Text(Fox)}}}]"""), "composed"),
        Case("a function's arguments", 200, Called(JsonValue.Create(Fox)), "composed"),
        Case("a field missing", 200, Said(Without("palette")), "composed"),
        Case("a field more", 200, Said(With("confidence", 0.9)), "composed"),
        Case("a word in place of a list", 200, Said(With("mood", "calm")), "composed"),
        Case("a word that is not in the list of words", 200, Said(With("contentClass", "Photograph")), "composed"),
        Case("one description without its list", 200, Said(One.ToJsonString()), "composed"),
        Case("a list without its object", 200, Said($"[{One.ToJsonString()}]"), "composed"),
        Case("a comma too many", 200, Said(Fox.Replace("]}", "],}", StringComparison.Ordinal)), "composed"),
        Case("a fence that only closes", 200, Said($"{Fox}\n```"), "composed"),
        Case("words around it", 200, Said($"Here {{it}} is:\n{Fox}\nI hope {{that}} helps!"), "composed"),
        Case("words around a list", 200, Said($"Here it is: [{One.ToJsonString()}] Enjoy."), "composed"),
        Case("a mark of the byte order", 200, Said("\uFEFF" + Fox), "composed"),
        Case("JSON as a text", 200, Said(JsonSerializer.Serialize(Fox)), "composed"),
        Case("reasoning before it", 200, Said($"<reasoning>A {{fox}}.</reasoning>{Fox}"), "composed"),
        Case("wrapped in the schema's name", 200, Said($"{{\"picture_descriptions\":{Fox}}}"), "composed"),
        Case("called descriptions", 200, Said($"{{\"descriptions\":[{One.ToJsonString()}]}}"), "composed"),
        Case("content as an object", 200, Choice("stop", Fox), "composed"),
        Case("arguments as an object", 200, Called(JsonNode.Parse(Fox)!), "composed"),
        Case(
            "an older function call",
            200,
            """{"choices":[{"finish_reason":"function_call","message":{"content":null,"function_call":{"name":"x","arguments":@fox}}}]}""".Replace(
                "@fox",
                Text(Fox),
                StringComparison.Ordinal
            ),
            "composed"
        ),
        Case(
            "a field twice",
            200,
            Said(Fox.Replace("\"mood\":", "\"mood\":[],\"mood\":", StringComparison.Ordinal)),
            "notthisrequest"
        ),
        Case("another object", 200, Said("""{"prompt":"a fox on a ridge","negative":"hats"}"""), "notthisrequest"),
    ];

    private static readonly TestCaseData<int, string, string>[] Paintings =
    [
        Case("an address", 200, """{"data":[{"url":"https://elsewhere.example.org/1.png"}]}""", "misconfigured"),
        Case("a fault at the work in a success", 200, """{"error":{"code":502,"message":"x"}}""", "unknown"),
        Case("a failed dependency of a painting", 424, """{"error":{"code":"424"}}""", "unknown"),
        Case("an error without a code in a painting", 200, """{"error":{"message":"x"}}""", "unknown"),
        Case(
            "half a sign beside a picture",
            200,
            """{"data":[{"b64_json":"AQID","revised_prompt":"A fox \ud83d"}]}""",
            "painted"
        ),
        Case("no picture", 200, """{"data":[]}""", "notthisrequest"),
        Case(
            "a data address in place of bytes",
            200,
            """{"data":[{"b64_json":"data:image/png;base64,AQID"}]}""",
            "painted"
        ),
    ];

    /// <summary>Refusals in the words of several models, with straight and with typographic apostrophes.</summary>
    private static string[] Declined =>
        [
            "I'm sorry, but I can't help with that request.",
            "I\u2019m sorry, I can\u2019t assist with that.",
            "Sorry, but I can't create that picture.",
            "I cannot help with this.",
            "I can't describe sexual content.",
            "I am unable to generate that description.",
            "As an AI language model, I cannot create this.",
            "I apologize, but this goes against my guidelines.",
            "Unfortunately, I can't fulfil this request.",
            "This request violates our content policy.",
            "Es tut mir leid, aber dabei kann ich nicht helfen.",
            "Lo siento, no puedo ayudar con eso.",
            "抱歉，我无法提供帮助。",
            """{"error":"I can't help with that."}""",
            """{"refusal":{"reason":"I'm sorry, I can't do that."}}""",
            """{"prompts":[]}""",
        ];

    private static string[] Pictures =>
        [
            "\"I'm sorry\" card with a drawing of a sad dog.",
            "Sorry the cat sits on a red sofa.",
            "A request stop on a country road, the bus refused by nobody.",
            "I-beams cannot hide the rusty hall behind a crane.",
        ];

    private static string Described(string summary) => Asked.Completion(Asked.Fox with { Summary = summary });

    /// <summary>Adds the first half of an emoji (half of a surrogate pair), which JSON can express but which is no valid text.</summary>
    private static string Half(string json)
    {
        if (json.StartsWith("{\"prompts", StringComparison.Ordinal))
        {
            return Said(json.Replace("Fox at dusk", @"Fox at dusk \ud83d", StringComparison.Ordinal));
        }

        return json.Replace("Fox at dusk", @"Fox at dusk \ud83d", StringComparison.Ordinal);
    }

    private static string Fox => Asked.Content(Asked.Fox);

    private static JsonObject One => JsonNode.Parse(Fox)!["prompts"]![0]!.DeepClone().AsObject();

    [TestCaseSource(nameof(Errors))]
    public async Task An_error_is_the_same_for_a_chat_and_a_painting(int status, string body, string end)
    {
        Assert.That(await ChatAsync(status, body), Is.EqualTo(end));
        Assert.That(await PaintAsync(status, body), Is.EqualTo(end));
    }

    [TestCaseSource(nameof(Chats))]
    public async Task A_chat(int status, string body, string end) =>
        Assert.That(await ChatAsync(status, body), Is.EqualTo(end));

    [TestCaseSource(nameof(Paintings))]
    public async Task A_painting(int status, string body, string end) =>
        Assert.That(await PaintAsync(status, body), Is.EqualTo(end));

    [Test]
    public async Task What_could_be_read_of_an_answer_is_used_whole()
    {
        var strict = await ComposedAsync(Asked.Completion(Asked.Fox));

        Assert.That(
            await ComposedAsync(Said($"<think>x</think>```json\n{With("confidence", 0.9)}\n```")),
            Is.EqualTo(strict)
        );
    }

    [TestCase("subjects", "a red fox waiting", "a red fox waiting")]
    [TestCase("palette", "rust red", "rust red")]
    [TestCase("setting", "a chalk cliff", "a chalk cliff")]
    [TestCase("lighting", "pale window light", "pale window light")]
    public async Task A_text_stands_for_an_object(string field, string said, string rendered)
    {
        var one = await ComposedAsync(Said(With(field, said)));
        var several = await ComposedAsync(Said(With(field, new JsonArray(said))));

        Assert.That(one, Does.Contain(rendered).IgnoreCase);
        if (field is "subjects" or "palette")
        {
            Assert.That(several, Does.Contain(rendered));
        }
    }

    private static TestCaseData<int, string, string> Case(string name, int status, string body, string end) =>
        new(status, body, end) { TestName = name };

    private static string Choice(string finish, string content, string error = "") =>
        $$"""{"choices":[{"index":0,"finish_reason":"{{finish}}","message":{"role":"assistant","content":{{content}}}"""
        + (error.Length > 0 ? ",\"error\":" + error : "")
        + "}]}";

    private static string Said(string content) => Choice("stop", Text(content));

    private static string Called(JsonNode arguments)
    {
        var function = new JsonObject { ["name"] = "picture_descriptions", ["arguments"] = arguments };
        var call = new JsonObject { ["type"] = "function", ["function"] = function };
        var message = new JsonObject { ["content"] = null, ["tool_calls"] = new JsonArray(call) };
        var choice = new JsonObject { ["finish_reason"] = "tool_calls", ["message"] = message };
        return new JsonObject { ["choices"] = new JsonArray(choice) }.ToJsonString();
    }

    private static string Unfiltered(string completion)
    {
        var body = JsonNode.Parse(completion)!;
        var error = new JsonObject { ["code"] = "content_filter_error", ["message"] = "The contents are not filtered" };
        body["choices"]![0]!["content_filter_results"] = new JsonObject { ["error"] = error };
        return body.ToJsonString();
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static string Without(string field)
    {
        var one = One;
        one.Remove(field);
        return new JsonObject { ["prompts"] = new JsonArray(one) }.ToJsonString();
    }

    private static string With(string field, JsonNode value)
    {
        var one = One;
        one[field] = value;
        return new JsonObject { ["prompts"] = new JsonArray(one) }.ToJsonString();
    }

    private static async Task<string> ChatAsync(int status, string body) =>
        EndOf(await AnswerAsync(status, body, Asked.Idea("a fox")));

    private static async Task<string> PaintAsync(int status, string body) =>
        EndOf(await AnswerAsync(status, body, Asked.Paint("gpt-image")));

    private static async Task<string> ComposedAsync(string body)
    {
        var composed = (ProviderResult.Composed)await AnswerAsync(200, body, Asked.Idea("a fox"));
        return PromptRenderer.Render(composed.Prompt, PromptTargets.Find("flux")!).Prompt;
    }

    private static async Task<ProviderResult> AnswerAsync(int status, string body, PromptRequest request)
    {
        var service = FakeService.Answering(body, (HttpStatusCode)status);
        var answer = await service.Compatible().GenerateAsync(request, CancellationToken.None);
        Assert.That(service.Sent, Has.Count.EqualTo(1), "nobody is asked again for it");
        return answer;
    }

    private static string EndOf(ProviderResult answer) =>
        answer is ProviderResult.Refused refused
            ? $"refused {refused.Stage} {string.Join(',', refused.Categories)}"
            : answer.GetType().Name.ToLowerInvariant();
}
