using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// Puts policies into the clients with which Microsoft's engine reaches the test storage. The extension has its clients made by this
/// factory when its connection is a section of the settings that names no address.
/// </summary>
internal sealed class EngineStorage(params HttpPipelinePolicy[] policies) : AzureComponentFactory
{
    /// <summary>The storage of the engine. A test sets it to use another emulator than the shared one.</summary>
    public string ConnectionString { get; init; } = TestStorage.ConnectionString;

    /// <summary>The settings with which an app is started so that its engine uses this factory.</summary>
    public static string[] Settings =>
        [
            "AzureFunctionsJobHost:extensions:durableTask:storageProvider:connectionName=EngineStorage",
            "EngineStorage:madeBy=the tests",
        ];

    public void AddTo(IServiceCollection engine) => engine.AddSingleton<AzureComponentFactory>(this);

    public override TokenCredential CreateTokenCredential(IConfiguration configuration) => null!;

    public override object CreateClientOptions(Type optionsType, object? serviceVersion, IConfiguration configuration)
    {
        ClientOptions options =
            optionsType == typeof(QueueClientOptions) ? new QueueClientOptions()
            : optionsType == typeof(BlobClientOptions) ? new BlobClientOptions()
            : new TableClientOptions();
        foreach (var policy in policies)
        {
            // Before requests are signed, so that a policy may change them.
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        }

        return options;
    }

    public override object CreateClient(
        Type clientType,
        IConfiguration configuration,
        TokenCredential credential,
        object clientOptions
    ) =>
        clientOptions switch
        {
            QueueClientOptions options => new QueueServiceClient(ConnectionString, options),
            BlobClientOptions options => new BlobServiceClient(ConnectionString, options),
            TableClientOptions options => new TableServiceClient(ConnectionString, options),
            _ => throw new NotSupportedException($"The engine wants a {clientType}."),
        };
}

/// <summary>Records every request of the engine with its address and body.</summary>
internal sealed partial class EngineRequests : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<(string Line, string Body)> all = new();

    /// <summary>Method, address and body of each request.</summary>
    public IEnumerable<string> Texts => all.Select(r => $"{r.Line}\n{r.Body}");

    /// <summary>Method and address of each request.</summary>
    public IReadOnlyList<string> Lines => [.. all.Select(r => r.Line)];

    /// <summary>The requests for actual work, without those that poll queues or keep leases.</summary>
    public IReadOnlyList<string> Useful => [.. all.Select(r => r.Line).Where(line => !IsFixed(line))];

    public void Clear() => all.Clear();

    /// <summary>What the engine does whether or not there is work: it looks for messages and keeps its leases.</summary>
    public static bool IsFixed(string line) =>
        (line.StartsWith("GET", StringComparison.Ordinal) && line.Contains("/messages?", StringComparison.Ordinal))
        || IsLease(line);

    /// <summary>The table and the blobs in which hosts agree who works on what.</summary>
    public static bool IsLease(string line) =>
        line.Contains("Partitions", StringComparison.Ordinal)
        || line.Contains("-applease", StringComparison.Ordinal)
        || line.Contains("-leases", StringComparison.Ordinal);

    public override void OnSendingRequest(HttpMessage message)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, CancellationToken.None);
        var text = Encoding.UTF8.GetString(body.ToArray());
        // A message in a queue is base64 of JSON inside XML.
        var read = Base64()
            .Replace(text, m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups["text"].Value)));
        all.Enqueue(($"{message.Request.Method} {message.Request.Uri}", read));
    }

    [GeneratedRegex("(?<=<MessageText>)(?<text>[A-Za-z0-9+/=]+)(?=</MessageText>)", RegexOptions.None, 1000)]
    private static partial Regex Base64();
}

/// <summary>
/// Lets a process die at a write of its engine. Writes of leases are left alone, because an engine that cannot release them never stops.
/// </summary>
internal sealed class DyingEnginePolicy(Death death) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (EngineRequests.IsLease(message.Request.Uri.ToString()))
        {
            await ProcessNextAsync(message, pipeline);
        }
        else if (message.Request.Method == RequestMethod.Get)
        {
            death.ThrowIfDead();
            await ProcessNextAsync(message, pipeline);
        }
        else
        {
            await death.WriteAsync(() => ProcessNextAsync(message, pipeline));
        }
    }
}

/// <summary>Lets a process that has died at a write of its engine make no other request either.</summary>
internal sealed class DeadPolicy(Death death) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => death.ThrowIfDead();

    public override void OnReceivedResponse(HttpMessage message) => death.ThrowIfDead();
}

/// <summary>
/// What a host has taken and not deleted is hidden from others for two seconds. host.json hides it for minutes, which no test waits for.
/// </summary>
internal sealed partial class ShortHidingPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Get)
        {
            message.Request.Uri.Query = Hidden().Replace(message.Request.Uri.Query, "visibilitytimeout=2");
        }
    }

    [GeneratedRegex(@"visibilitytimeout=\d+", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}
