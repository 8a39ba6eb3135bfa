using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators;

/// <summary>Answers to images/generations: always PNG, always base64.</summary>
internal static class ImageAnswers
{
    private const int MostPixelsOfASide = 4096;

    /// <returns>The prompt, and the answer 400 when the request has a mistake; null when it has none.</returns>
    public static (string Text, SimulatedAnswer? Answer) Read(JsonObject request)
    {
        var mistake =
            request["prompt"] is null ? "'prompt' is required."
            : Size(request) is null ? "'size' must be auto or WIDTHxHEIGHT."
            : Count(request) is < 1 or > 10 ? "'n' must be from 1 to 10."
            : null;
        return (
            request["prompt"]?.ToString() ?? "",
            mistake is null ? null : Refusals.Error(400, "invalid_request_error", mistake)
        );
    }

    /// <param name="word">The magic word in the prompt, which asks for a special answer (docs/simulators.md); null for none.</param>
    public static JsonObject Answer(JsonObject request, string prompt, string? word, DateTimeOffset now)
    {
        var data = Enumerable
            .Range(0, word is MagicWords.EmptyChoice ? 0 : Count(request))
            .Select(i => (JsonNode)Picture(request, prompt, word, i));
        return new JsonObject { ["created"] = now.ToUnixTimeSeconds(), ["data"] = new JsonArray([.. data]) };
    }

    private static JsonObject Picture(JsonObject request, string prompt, string? word, int index)
    {
        var (width, height) = Size(request)!.Value;
        var seed = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{prompt}\n{index}"));
        var phrases = new Phrases(prompt, picture: null, seed) { Injects = word is MagicWords.Injected };
        var picture = new JsonObject
        {
            ["b64_json"] = word switch
            {
                MagicWords.InvalidJson => "no base64: {",
                MagicWords.OutsideSchema => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 10_000))),
                _ => Convert.ToBase64String(PlainPng.Paint(width, height, seed)),
            },
            ["revised_prompt"] = phrases.Injects ? phrases.For("prompt", index, optional: false) : phrases.Sentence(),
        };
        if (word is MagicWords.Annotated)
        {
            picture["content_filter_results"] = Refusals.Report("low");
            picture["prompt_filter_results"] = Refusals.Report("low");
        }

        return picture;
    }

    private static int Count(JsonObject request) =>
        request["n"] is JsonValue n && n.TryGetValue<int>(out var count) ? count : 1;

    private static (int Width, int Height)? Size(JsonObject request)
    {
        var size = request["size"]?.ToString() ?? "auto";
        var sides = (size is "auto" ? "1024x1024" : size)
            .Split('x')
            .Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : 0)
            .ToList();
        return sides is [> 0 and <= MostPixelsOfASide, > 0 and <= MostPixelsOfASide] ? (sides[0], sides[1]) : null;
    }
}
