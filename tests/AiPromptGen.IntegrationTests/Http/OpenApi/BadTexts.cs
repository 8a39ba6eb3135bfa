using System.Text;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Bodies that no schema takes, because they are no JSON, or not the JSON of any request.</summary>
internal static class BadTexts
{
    public static IEnumerable<(string What, byte[] Body)> Of(string valid)
    {
        (string What, string Text)[] texts =
        [
            ("empty", ""),
            ("a blank", " "),
            ("null", "null"),
            ("an array", "[]"),
            ("a number", "7"),
            ("a string", "\"x\""),
            ("cut off", valid[..^1]),
            ("two", valid + valid),
            ("a comma too many", valid[..^1] + ",}"),
            ("a comment", valid + "//"),
            ("single quotes", valid.Replace('"', '\'')),
            ("not a number", "{\"a\":NaN}"),
            ("a member twice", "{\"a\":1,\"a\":2}"),
            ("half a character for a name", "{\"\\uD800\":1}"),
            ("deep objects", Nested("{\"a\":", "1", "}", 2000)),
            ("deep arrays", Nested("[", "", "]", 5000)),
            ("a very large number", $"{{\"a\":{new string('9', 2000)}}}"),
            ("a name that is code", "{\"__proto__\":{\"a\":1}}"),
            ("a type to make", "{\"$type\":\"System.IO.FileInfo, System.IO\"}"),
            ("XML", "<a/>"),
        ];
        foreach (var (what, text) in texts.Where(t => t.Text != valid))
        {
            yield return (what, Encoding.UTF8.GetBytes(text));
        }

        yield return ("UTF-16", Encoding.Unicode.GetBytes(valid));
        yield return ("bytes that are no text", [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D]);
        yield return ("zeros", new byte[64]);
        yield return ("two MiB", Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 2 * 1024 * 1024)}\"}}"));
    }

    private static string Nested(string open, string inner, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
}
