using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// What is recorded of each call of a service: the tokens it used, the service's own id of the request, by which its support finds it, and
/// closed words for what went wrong. A message is never recorded, because it may quote the prompt.
/// </summary>
internal sealed partial class ServiceCalls(string provider, AppTelemetry telemetry, ILogger<OpenAIProvider> logger)
{
    private const int MaxIdLength = 64;

    /// <summary>Recorded when the service gives no value, or one of an unexpected form.</summary>
    private const string Nothing = "none";

    /// <summary>The headers of OpenAI, of Azure's gateway, and of Azure itself.</summary>
    private static readonly string[] IdHeaders = ["x-request-id", "apim-request-id", "x-ms-request-id"];

    public string Provider => provider;

    /// <returns>The body, to be disposed of.</returns>
    public JsonDocument Answered(string model, PipelineResponse response)
    {
        var body = JsonDocument.Parse(response.Content);
        var usage = ServiceUsage.From(body.RootElement);
        foreach (var (kind, count) in usage.Kinds)
        {
            telemetry.TokensUsed(provider, model, kind, count);
        }

        LogAnswered(provider, model, IdOf(response), usage.Prompt, usage.Cached, usage.Completion, usage.Reasoning);
        return body;
    }

    public void Failed(string model, Exception fault)
    {
        var response = (fault as ClientResultException)?.GetRawResponse();
        var error = response is null ? null : ServiceError.In(response.Content);
        LogFailed(
            provider,
            model,
            response?.Status,
            Root(fault).GetType().Name,
            error?.KnownWord ?? Nothing,
            error?.KnownParameter ?? Nothing,
            response is null ? Nothing : IdOf(response)
        );
    }

    private static string IdOf(PipelineResponse response) =>
        IdHeaders
            .Select(name => response.Headers.TryGetValue(name, out var id) ? id : null)
            .FirstOrDefault(id =>
                id is { Length: > 0 and <= MaxIdLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            )
        ?? Nothing;

    private static Exception Root(Exception fault) => fault.InnerException is { } inner ? Root(inner) : fault;

    [LoggerMessage(
        2013,
        LogLevel.Warning,
        "Provider {Provider}/{Model} failed with status {Status} ({Fault}), code {Code}, parameter {Parameter}, its request {RequestId}"
    )]
    private partial void LogFailed(
        string provider,
        string model,
        int? status,
        string fault,
        string code,
        string parameter,
        string requestId
    );

    [LoggerMessage(
        2014,
        LogLevel.Information,
        "Provider {Provider}/{Model} answered its request {RequestId} with {Prompt} tokens read ({Cached} of them cached) and {Completion} written ({Reasoning} of them reasoning)"
    )]
    private partial void LogAnswered(
        string provider,
        string model,
        string requestId,
        long prompt,
        long cached,
        long completion,
        long reasoning
    );
}

/// <summary>
/// Tokens of one call, as the service counts them; 0 where it does not say. Chats call them prompt and completion, pictures input
/// and output (OpenAI, "Create chat completion" and "Create image", usage).
/// </summary>
/// <param name="Cached">How many tokens of <paramref name="Prompt"/> came from the service's cache, at a lower price.</param>
/// <param name="Reasoning">How many tokens of <paramref name="Completion"/> were reasoning, which is never shown.</param>
internal sealed record ServiceUsage(long Prompt, long Cached, long Completion, long Reasoning)
{
    public IEnumerable<(string Kind, long Count)> Kinds =>
        [("prompt", Prompt), ("cached", Cached), ("completion", Completion), ("reasoning", Reasoning)];

    public static ServiceUsage From(JsonElement body)
    {
        var usage = body.Member("usage") ?? default;
        return new ServiceUsage(
            Count(usage, "prompt_tokens") + Count(usage, "input_tokens"),
            Count(usage.Member("prompt_tokens_details"), "cached_tokens")
                + Count(usage.Member("input_tokens_details"), "cached_tokens"),
            Count(usage, "completion_tokens") + Count(usage, "output_tokens"),
            Count(usage.Member("completion_tokens_details"), "reasoning_tokens")
                + Count(usage.Member("output_tokens_details"), "reasoning_tokens")
        );
    }

    private static long Count(JsonElement? holder, string name) =>
        (holder ?? default).Member(name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt64(out var count)
        && count > 0
            ? count
            : 0;
}
