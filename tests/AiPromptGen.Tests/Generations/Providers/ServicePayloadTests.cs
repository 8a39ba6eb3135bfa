using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>
/// Payloads as services and gateways send them, of a chat and of a painting, and what each is here. Sources: OpenAI's and
/// Azure's error pages; LiteLLM, "Exception mapping"; OpenRouter, "Errors and debugging"; Gemini's FinishReason.
/// </summary>
[TestFixture, Property("Promise", "P9")]
public sealed class ServicePayloadTests
{
    private static readonly TestCaseData<int, string, string>[] Errors =
    [
        .. ServicePayloads.Errors.Select(payload => Case(payload.Name, payload.Status, payload.Body, payload.End)),
    ];

    private static readonly TestCaseData<int, string, string>[] Chats =
    [
        Case(
            "an error in the choice",
            200,
            Choice("error", "null", """{"code":503,"message":"overloaded"}"""),
            "transient"
        ),
        Case("a choice that ended in an error", 200, Choice("error", "\"{\""), "notthisrequest"),
        Case("Gemini's safety", 200, Choice("safety", "null"), "refused output unspecified"),
        Case("a filter with its reason", 200, Choice("content_filter: SAFETY", "null"), "refused output unspecified"),
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
        Case("a function's arguments", 200, Called(Fox), "composed"),
        Case("a field missing", 200, Said(Without("palette")), "composed"),
        Case("a field more", 200, Said(With("confidence", 0.9)), "composed"),
        Case("a word in place of a list", 200, Said(With("mood", "calm")), "composed"),
        Case("a word that is not in the list of words", 200, Said(With("contentClass", "Photograph")), "composed"),
        Case("one description without its list", 200, Said(One.ToJsonString()), "composed"),
        Case("a list without its object", 200, Said($"[{One.ToJsonString()}]"), "composed"),
        Case("a comma too many", 200, Said(Fox.Replace("]}", "],}", StringComparison.Ordinal)), "composed"),
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
        Case("no picture", 200, """{"data":[]}""", "notthisrequest"),
        Case(
            "a data address in place of bytes",
            200,
            """{"data":[{"b64_json":"data:image/png;base64,AQID"}]}""",
            "painted"
        ),
    ];

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

    private static TestCaseData<int, string, string> Case(string name, int status, string body, string end) =>
        new(status, body, end) { TestName = name };

    private static string Choice(string finish, string content, string error = "") =>
        $$"""{"choices":[{"index":0,"finish_reason":"{{finish}}","message":{"role":"assistant","content":{{content}}}"""
        + (error.Length > 0 ? ",\"error\":" + error : "")
        + "}]}";

    private static string Said(string content) => Choice("stop", Text(content));

    private static string Called(string arguments)
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
        var composed = (ProviderAnswer.Composed)await AnswerAsync(200, body, Asked.Idea("a fox"));
        return PromptRenderer.Render(composed.Prompt, PromptTargets.Find("flux")!).Prompt;
    }

    private static async Task<ProviderAnswer> AnswerAsync(int status, string body, PromptRequest request)
    {
        var service = FakeService.Answering(body, (HttpStatusCode)status);
        var answer = await service.Compatible().GenerateAsync(request, CancellationToken.None);
        Assert.That(service.Sent, Has.Count.EqualTo(1), "nobody is asked again for it");
        return answer;
    }

    private static string EndOf(ProviderAnswer answer) =>
        answer is ProviderAnswer.Refused refused
            ? $"refused {refused.Stage} {string.Join(',', refused.Categories)}"
            : answer.GetType().Name.ToLowerInvariant();
}
