using System.ClientModel;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>A service in memory behind the vendor's real client. It records what it is sent and answers as the test says.</summary>
internal sealed class FakeService(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private int _calls;

    public List<SentRequest> Sent { get; } = [];

    public RecordedLogs Logs { get; } = new();

    /// <summary>The body of the only request, as JSON.</summary>
    public JsonNode Body => JsonNode.Parse(Sent.Single().Body)!;

    public static FakeService Answering(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(_ => Json(json, status));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <param name="identity">The identity whose tokens are sent; null to send the key.</param>
    public OpenAIProvider Azure(
        AuthenticationTokenProvider? identity = null,
        string endpoint = "https://models.example.org"
    )
    {
        var options = new AzureOpenAIOptions { Endpoint = endpoint, ApiKey = "azure-key" };
        return Provider(
            OpenAIProvider.AzureName,
            http => identity is null ? OpenAIClients.Azure(options, http) : OpenAIClients.Azure(options, identity, http)
        );
    }

    public OpenAIProvider Compatible()
    {
        var options = new OpenAICompatibleOptions
        {
            BaseAddress = "https://models.example.org/v1",
            ApiKey = "other-key",
        };
        return Provider(OpenAIProvider.CompatibleName, http => OpenAIClients.Compatible(options, http));
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Select(header => $"{header.Key}: {string.Join(' ', header.Value)}").ToList();
        int call;
        lock (Sent)
        {
            Sent.Add(new SentRequest(request.RequestUri!, headers, body));
            call = _calls++;
        }

        var response = answer(call);
        response.RequestMessage = request;
        return response;
    }

    private OpenAIProvider Provider(string name, Func<HttpClient, global::OpenAI.OpenAIClient> client) =>
        new(
            client(new HttpClient(new AnswerLimit { InnerHandler = this })),
            new FakeTimeProvider(Now),
            new ServiceCalls(name, Unheard.Telemetry, new LoggerFactory([Logs]).CreateLogger<OpenAIProvider>())
        );
}

internal sealed record SentRequest(Uri Address, IReadOnlyList<string> Headers, string Body);
