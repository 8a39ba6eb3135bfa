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
        // gpt-oss, where the server leaves its channels in (OpenAI, "Harmony response format").
        "<|channel|>final<|message|>",
    ];

    /// <summary>Brackets that nothing closes; each is looked for up to the end.</summary>
    private const int MaxOpen = 50;

    public static bool IsRefusal(JsonElement message) =>
        message.Text("refusal") is { Length: > 0 }
        || message.Items("content").Any(part => part.Text("refusal") is { Length: > 0 });

    /// <summary>Without what a model thought aloud before it, and without what stands around it.</summary>
    public static string From(JsonElement message)
    {
        var whole = Said(message.Member("content") ?? default);
        if (string.IsNullOrWhiteSpace(whole))
        {
            // Servers that take a schema for a function's: its arguments are the answer. Nothing is called.
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
            // A part, or the answer itself.
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

    /// <summary>
    /// The JSON itself, or the longest whole object or list in it: a fence, its half, or a sentence may stand around. As it is where
    /// there is none.
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

    /// <returns>Behind the bracket that closes the one at a place; the place itself where none does.</returns>
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
