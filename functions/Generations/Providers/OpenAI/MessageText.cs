using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The text of a message, wherever a server puts it: as text, in parts, or as the arguments of a function.</summary>
internal static class MessageText
{
    private static readonly string[] EndsOfThought =
    [
        "</think>",
        "</thinking>",
        "</thought>",
        "</reasoning>",
        "</analysis>",
        "</scratchpad>",
        "[/THINK]",
        // The end of gpt-oss's reasoning, when the server leaves the model's channels in (OpenAI, "Harmony response format").
        "<|channel|>final<|message|>",
    ];

    /// <summary>
    /// The most opening brackets without a closing one that are looked at, because each is searched for to the end of the text.
    /// </summary>
    private const int MaxOpen = 50;

    public static bool IsRefusal(JsonElement message) =>
        message.Text("refusal") is { Length: > 0 }
        || message.Items("content").Any(part => part.Text("refusal") is { Length: > 0 });

    /// <summary>The answer alone: without reasoning before it, and without a fence or sentence around it.</summary>
    public static string From(JsonElement message)
    {
        var whole = Said(message.Member("content") ?? default);
        if (string.IsNullOrWhiteSpace(whole))
        {
            // Some servers take the schema for a function's, so the answer is in the arguments of a call. Nothing is called.
            var function = message.Items("tool_calls").FirstOrDefault().Member("function");
            whole = Arguments(function) ?? Arguments(message.Member("function_call")) ?? "";
        }

        return JsonIn(AfterThought(whole).Trim().Trim('\uFEFF').Trim());
    }

    private static string Said(JsonElement content) =>
        content.ValueKind switch
        {
            JsonValueKind.String => content.AsText() ?? "",
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(Said)),
            // One part of the message, or the answer itself.
            JsonValueKind.Object => content.Text("text")
                ?? content.Member("text").Text("value")
                ?? (content.Text("type") is null ? content.GetRawText() : ""),
            _ => "",
        };

    private static string? Arguments(JsonElement? function) =>
        function.Member("arguments") switch
        {
            { ValueKind: JsonValueKind.Object } whole => whole.GetRawText(),
            { } text => text.AsText(),
            null => null,
        };

    /// <summary>The text after the reasoning. Some templates leave out the tag that opens it, so only the closing tag counts.</summary>
    private static string AfterThought(string text)
    {
        foreach (var end in EndsOfThought)
        {
            var at = text.LastIndexOf(end, StringComparison.OrdinalIgnoreCase);
            text = at < 0 ? text : text[(at + end.Length)..];
        }

        return text;
    }

    /// <summary>
    /// The JSON in a text: the whole text, or the longest complete object or list in it, because a fence, half a fence or a sentence may
    /// stand around it. The text unchanged when there is none.
    /// </summary>
    private static string JsonIn(string text)
    {
        if (text.StartsWith('"') && Quoted(text) is { } inside)
        {
            text = inside.Trim();
        }

        var best = default(Range?);
        var (length, open) = (0, 0);
        for (var at = text.AsSpan().IndexOfAny('{', '['); at >= 0 && open < MaxOpen; )
        {
            var end = EndOf(text, at);
            open += end > at ? 0 : 1;
            if (end - at > length)
            {
                (best, length) = (at..end, end - at);
            }

            var next = end > at ? end : at + 1;
            var further = next < text.Length ? text.AsSpan(next).IndexOfAny('{', '[') : -1;
            at = further < 0 ? -1 : next + further;
        }

        return best is { } range ? text[range] : text;
    }

    private static string? Quoted(string text)
    {
        try
        {
            return JsonElement.Parse(text).AsText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>The place after the bracket that closes the one at this place; the place itself when none does.</returns>
    private static int EndOf(string text, int at)
    {
        var (depth, isString) = (0, false);
        for (var i = at; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isString:
                    i++;
                    break;
                case '"':
                    isString = !isString;
                    break;
                case '{' or '[' when !isString:
                    depth++;
                    break;
                case '}' or ']' when !isString && --depth == 0:
                    return i + 1;
            }
        }

        return at;
    }
}
