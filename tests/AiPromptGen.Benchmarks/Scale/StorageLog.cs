using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.Benchmarks.Scale;

/// <param name="Place">Table or container; a day's table without its day.</param>
/// <param name="Rows">Of a transaction; 1 of anything else.</param>
internal sealed record StorageCall(
    string Service,
    string Place,
    string Verb,
    int Rows,
    long SentBytes,
    long ReceivedBytes,
    TimeSpan Took
)
{
    public bool IsEngine => Place.EndsWith("Tasks", StringComparison.Ordinal);
}

/// <summary>Every storage call of the app, the engine's own included, with its size and time.</summary>
internal sealed partial class StorageLog : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<StorageCall> calls = new();

    public IReadOnlyList<StorageCall> Take()
    {
        var taken = new List<StorageCall>();
        while (calls.TryDequeue(out var call))
        {
            taken.Add(call);
        }

        return taken;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var began = Stopwatch.GetTimestamp();
        await ProcessNextAsync(message, pipeline);
        var (body, sent) = BodyOf(message);
        var path = message.Request.Uri.ToUri().AbsolutePath.Replace("/devstoreaccount1", "", StringComparison.Ordinal);
        var isBatch = path.EndsWith("$batch", StringComparison.Ordinal);
        var isBlob =
            message.Request.Headers.Any(h => h.Name.StartsWith("x-ms-blob", StringComparison.OrdinalIgnoreCase))
            || IsContainer(path);
        calls.Enqueue(
            new StorageCall(
                isBlob ? "blob" : "table",
                DayOf()
                    .Replace(
                        isBatch
                            ? BatchTable().Match(body).Groups["table"].Value
                            : FirstPart().Match(path).Groups["part"].Value,
                        "<day>"
                    ),
                isBatch ? "transaction" : VerbOf(message.Request, path),
                isBatch ? BatchTable().Count(body) : 1,
                sent,
                message.Response.ContentStream is { CanSeek: true } stream
                    ? stream.Length
                    : message.Response.Headers.ContentLength ?? 0,
                Stopwatch.GetElapsedTime(began)
            )
        );
    }

    private static bool IsContainer(string path) =>
        path.StartsWith("/uploads", StringComparison.Ordinal) || path.StartsWith("/results", StringComparison.Ordinal);

    private static string VerbOf(Request request, string path) =>
        request.Method.Method switch
        {
            "GET" when path.EndsWith("()", StringComparison.Ordinal) => "query",
            "GET" => "read",
            "POST" => "insert",
            "PUT" => "put",
            "PATCH" => "merge",
            var other => other.ToLowerInvariant(),
        };

    private static (string Text, long Bytes) BodyOf(HttpMessage message)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, CancellationToken.None);
        return (Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, 256 * 1024)), body.Length);
    }

    [GeneratedRegex(
        @"^(PUT|POST|DELETE|PATCH|MERGE) \S*devstoreaccount1/(?<table>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex BatchTable();

    [GeneratedRegex(@"^/(?<part>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstPart();

    [GeneratedRegex(@"\d{8}$", RegexOptions.None, 1000)]
    private static partial Regex DayOf();
}
