using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Simulators;

/// <summary>One request as it came in.</summary>
/// <param name="Headers">Names in any case.</param>
internal sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    public static async Task<RecordedRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        return new(
            request.Method,
            request.Path.Value ?? "",
            request.QueryString.Value ?? "",
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(cancellationToken)
        );
    }
}

/// <summary>The latest requests. Bodies carry pictures, so a simulator that runs for days must let go of old ones.</summary>
internal sealed class RequestLog
{
    private const long MostCharacters = 64_000_000;

    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = new();
    private long characters;

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (gate)
        {
            requests.Enqueue(request);
            characters += request.Body.Length;
            while (characters > MostCharacters && requests.Count > 1)
            {
                characters -= requests.Dequeue().Body.Length;
            }
        }
    }
}
