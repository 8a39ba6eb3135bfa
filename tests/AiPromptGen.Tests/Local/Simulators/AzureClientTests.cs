using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;
using Azure.AI.OpenAI;
using Azure.AI.OpenAI.Chat;
using Microsoft.Extensions.Time.Testing;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Images;

namespace AiPromptGen.Tests.Local.Simulators;

/// <summary>The official clients take the simulator for the real service.</summary>
[TestFixture]
internal sealed class AzureClientTests
{
    private SimulatorClient simulator = null!;
    private AzureOpenAIClient azure = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        simulator = await SimulatorClient.StartAsync(new FakeTimeProvider());
        azure = new(
            simulator.Simulator.Address,
            new ApiKeyCredential("any"),
            new AzureOpenAIClientOptions
            {
                RetryPolicy = new ClientRetryPolicy(0),
                Transport = new HttpClientPipelineTransport(simulator.Http),
            }
        );
    }

    [OneTimeTearDown]
    public async Task Stop() => await simulator.DisposeAsync();

    [Test]
    public async Task A_structured_answer_is_read()
    {
        var answer = await AskAsync(azure.GetChatClient("chat"), "a red fox");

        var content = JsonNode.Parse(answer.Content[0].Text)!;
        Assert.That(answer.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(JsonSchemaCheck.Mistakes(JsonNode.Parse(SimulatorClient.Schema)!.AsObject(), content), Is.Empty);
        Assert.That((string?)content["summary"], Is.EqualTo("a red fox (simulated)"));
    }

    [Test]
    public async Task The_compatible_shape_is_read_by_the_plain_client()
    {
        var plain = new OpenAIClient(
            new ApiKeyCredential("any"),
            new OpenAIClientOptions
            {
                Endpoint = new(simulator.Simulator.Address, "v1"),
                RetryPolicy = new ClientRetryPolicy(0),
                Transport = new HttpClientPipelineTransport(simulator.Http),
            }
        );

        Assert.That((await AskAsync(plain.GetChatClient("any"), "a fox")).Content[0].Text, Does.Contain("a fox"));
        Assert.That((await PaintAsync(plain.GetImageClient("any"), "a fox")).ImageBytes.ToArray(), Is.Not.Empty);
    }

    [Test]
    public async Task A_filtered_answer_and_a_refusal_are_read()
    {
        var filtered = await AskAsync(azure.GetChatClient("chat"), "sim-refuse-output");
        var refused = await AskAsync(azure.GetChatClient("chat"), "sim-refusal");

        Assert.That(filtered.FinishReason, Is.EqualTo(ChatFinishReason.ContentFilter));
        Assert.That(refused.Refusal, Is.Not.Empty);
    }

#pragma warning disable AOAI001 // The filter results are experimental in the client.
    [Test]
    public async Task Filter_reports_are_read()
    {
        var answer = await AskAsync(azure.GetChatClient("chat"), "sim-annotated");

        Assert.That(answer.GetRequestContentFilterResult().Violence.Severity, Is.EqualTo(ContentFilterSeverity.Low));
        Assert.That(answer.GetResponseContentFilterResult().Violence.Filtered, Is.False);
        Assert.That(answer.GetResponseContentFilterResult().Hate.Severity, Is.EqualTo(ContentFilterSeverity.Safe));
    }
#pragma warning restore AOAI001

    [TestCase("sim-refuse-input", 400, "content_filter")]
    [TestCase("sim-429", 429, null)]
    [TestCase("sim-429-after", 429, null)]
    public async Task A_failed_text_has_its_status_and_body(string word, int status, string? contained)
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() =>
            AskAsync(azure.GetChatClient("chat"), word)
        );

        Assert.That(failure!.Status, Is.EqualTo(status));
        Assert.That(failure.GetRawResponse()!.Content.ToString(), Does.Contain(contained ?? "429"));
        Assert.That(
            failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var after) ? after : null,
            Is.EqualTo(word is "sim-429-after" ? "1" : null)
        );
    }

    [Test]
    public async Task A_painted_picture_is_read()
    {
        var picture = await PaintAsync(azure.GetImageClient("image"), "a red fox");

        Assert.That(picture.ImageBytes.ToArray().AsSpan(1, 3).ToArray(), Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(picture.RevisedPrompt, Is.EqualTo("a red fox (simulated)"));
    }

    [TestCase("sim-refuse-input", 400)]
    [TestCase("sim-refuse-output", 400)]
    [TestCase("sim-429-after", 429)]
    public async Task A_failed_picture_has_its_status(string word, int status)
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() =>
            PaintAsync(azure.GetImageClient("image"), word)
        );

        Assert.That(failure!.Status, Is.EqualTo(status));
    }

    private static async Task<ChatCompletion> AskAsync(ChatClient client, string text)
    {
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "picture",
                BinaryData.FromString(SimulatorClient.Schema),
                jsonSchemaIsStrict: true
            ),
        };
        return await client.CompleteChatAsync(
            [new SystemChatMessage("Describe."), new UserChatMessage(text)],
            options,
            CancellationToken.None
        );
    }

    private static async Task<GeneratedImage> PaintAsync(ImageClient client, string prompt) =>
        await client.GenerateImageAsync(
            prompt,
            new ImageGenerationOptions
            {
                Size = GeneratedImageSize.W1024xH1024,
                ResponseFormat = GeneratedImageFormat.Bytes,
            },
            CancellationToken.None
        );
}
