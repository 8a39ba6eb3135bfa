using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators;

namespace AiPromptGen.Tests.Local.Simulators;

internal sealed record Reply(int Status, JsonObject Body, HttpResponseMessage Message)
{
    public string? ErrorCode => (string?)Body["error"]?["code"];
    public JsonNode Choice => Body["choices"]![0]!;
    public string Content => (string)Choice["message"]!["content"]!;
    public JsonNode Picture => Body["data"]![0]!;
}

/// <summary>A simulator for one test, and a plain client without a proxy.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    public const string Chat = "openai/deployments/any/chat/completions?api-version=2024-10-21";
    public const string Images = "openai/deployments/any/images/generations?api-version=2024-10-21";

    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "summary": { "type": "string" },
            "mood": { "type": ["string", "null"] },
            "nothingKnown": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
            "styles": { "type": "array", "items": { "type": "string", "enum": ["ink", "oil", "pixel"] } },
            "subjects": { "type": "array", "items": { "$ref": "#/$defs/subject" } },
            "sure": { "type": "number" },
            "sharp": { "type": "boolean" }
          },
          "required": ["summary", "mood", "nothingKnown", "styles", "subjects", "sure", "sharp"],
          "additionalProperties": false,
          "$defs": {
            "subject": {
              "type": "object",
              "properties": { "phrase": { "type": "string" }, "count": { "type": ["integer", "null"] } },
              "required": ["phrase", "count"],
              "additionalProperties": false
            }
          }
        }
        """;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private SimulatorClient(AiSimulator simulator)
    {
        Simulator = simulator;
        http.BaseAddress = simulator.Address;
        http.DefaultRequestHeaders.Add("api-key", "any");
    }

    public AiSimulator Simulator { get; }

    public HttpClient Http => http;

    public static async Task<SimulatorClient> StartAsync(TimeProvider time) =>
        new(await AiSimulator.StartAsync(port: 0, time, CancellationToken.None));

    public static JsonObject ChatBody(string text, string? pictureUrl = null) =>
        new()
        {
            ["messages"] = new JsonArray(
                new JsonObject { ["role"] = "system", ["content"] = "sim-500 is not for here" },
                new JsonObject { ["role"] = "user", ["content"] = "sim-500 neither" },
                new JsonObject
                {
                    ["role"] = "user",
                    ["content"] = pictureUrl is null
                        ? text
                        : new JsonArray(
                            new JsonObject { ["type"] = "text", ["text"] = text },
                            new JsonObject
                            {
                                ["type"] = "image_url",
                                ["image_url"] = new JsonObject { ["url"] = pictureUrl },
                            }
                        ),
                }
            ),
            ["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = "picture",
                    ["strict"] = true,
                    ["schema"] = JsonNode.Parse(Schema),
                },
            },
        };

    public Task<Reply> ChatAsync(string text) => PostAsync(Chat, ChatBody(text));

    public Task<Reply> ImageAsync(string prompt) => PostAsync(Images, new() { ["prompt"] = prompt });

    public async Task<Reply> PostAsync(string path, JsonObject body)
    {
        var message = await http.SendAsync(Request(path, body), CancellationToken.None);
        var text = await message.Content.ReadAsStringAsync(CancellationToken.None);
        return new((int)message.StatusCode, JsonNode.Parse(text)!.AsObject(), message);
    }

    public static HttpRequestMessage Request(string path, JsonObject body) =>
        new(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version11,
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Simulator.DisposeAsync();
    }
}
