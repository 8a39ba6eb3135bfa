using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The text of a message, wherever a server puts it: as text, in parts, or as the arguments of a function.</summary>
internal static class MessageText
{
    private static readonly string[] EndsOfThought = ["</think>", "</thinking>"];

    public static bool IsRefusal(JsonElement message) =>
        message.Text("refusal") is { Length: > 0 }
        || message.Items("content").Any(part => part.Text("refusal") is { Length: > 0 });

    /// <summary>Without what a model thought aloud before it, and without the fence around it.</summary>
    public static string Of(JsonElement message)
    {
        var parts = message.Items("content").Select(part => part.Text("text")).OfType<string>();
        var whole = message.Text("content") ?? string.Concat(parts);
        if (string.IsNullOrWhiteSpace(whole))
        {
            // Servers that take a schema for a function's: its arguments are the answer. Nothing is called.
            whole = message.Items("tool_calls").FirstOrDefault().Member("function") is { } function
                ? function.Text("arguments") ?? ""
                : "";
        }

        return Unfenced(AfterThought(whole).Trim());
    }

    /// <summary>Some templates leave the opening tag out, so only the closing one counts.</summary>
    private static string AfterThought(string text)
    {
        foreach (var end in EndsOfThought)
        {
            var at = text.LastIndexOf(end, StringComparison.OrdinalIgnoreCase);
            text = at < 0 ? text : text[(at + end.Length)..];
        }

        return text;
    }

    private static string Unfenced(string text)
    {
        const string fence = "```";
        var open = text.IndexOf(fence, StringComparison.Ordinal);
        var close = text.LastIndexOf(fence, StringComparison.Ordinal);
        // Inside of JSON it is somebody's word, no fence.
        if (text.StartsWith('{') || text.StartsWith('[') || open < 0 || close == open)
        {
            return text;
        }

        var begin = text.IndexOfAny(['{', '['], open);
        return begin < 0 || begin > close ? text : text[begin..close].Trim();
    }
}
