using System.Collections.Concurrent;
using System.Text.Json;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Every text of more than one word that the HTTP suite's people wrote, and their e-mails.</summary>
internal static class SentContent
{
    private const int Shortest = 10;
    private static readonly ConcurrentDictionary<string, bool> All = new(StringComparer.Ordinal);

    public static void Note(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Note(document.RootElement);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            // Bad JSON, or JSON with half a character, is remembered as one text.
            Add(json);
        }
    }

    public static void Add(string text)
    {
        if (text.Length >= Shortest && text.AsSpan().ContainsAny(' ', '@'))
        {
            All.TryAdd(text, true);
        }
    }

    /// <returns>The text that the line quotes; null when it quotes nobody.</returns>
    public static string? QuotedIn(string line) =>
        All.Keys.FirstOrDefault(text => line.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static void Note(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                Add(json.GetString()!);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    Note(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Note(item);
                }

                break;
        }
    }
}
