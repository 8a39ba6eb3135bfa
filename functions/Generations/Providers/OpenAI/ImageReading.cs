using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>An answer with pictures, or why there are none. Addresses are not followed: pictures come as bytes or not at all.</summary>
internal sealed record ImageReading(IReadOnlyList<PaintedImage> Images, ProviderAnswer? Ending)
{
    public static ImageReading Of(BinaryData body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var images = root.Items("data").Select(ImageOf).OfType<PaintedImage>().ToList();
        return images.Count > 0 ? new ImageReading(images, null) : new ImageReading([], EndingOf(root));
    }

    private static PaintedImage? ImageOf(JsonElement item) =>
        item.Member("b64_json") is { ValueKind: JsonValueKind.String } text
        && text.TryGetBytesFromBase64(out var bytes)
        && bytes.Length > 0
            ? new PaintedImage(bytes, item.Text("revised_prompt"))
            : null;

    private static ProviderAnswer EndingOf(JsonElement root)
    {
        JsonElement[] holders = [root, .. root.Items("data")];
        var input = holders.SelectMany(holder => InputOf(holder)).Distinct(StringComparer.Ordinal).ToList();
        var output = holders.SelectMany(holder => FilterResults.Filtered(holder)).Distinct(StringComparer.Ordinal);
        return input.Count > 0 ? new ProviderAnswer.Refused("input", input)
            : output.ToList() is { Count: > 0 } categories ? new ProviderAnswer.Refused("output", categories)
            : ChatReading.Unusable;
    }

    /// <summary>One object for the one prompt, or a list of them as in chat.</summary>
    private static IEnumerable<string> InputOf(JsonElement holder) =>
        holder
            .Items("prompt_filter_results")
            .SelectMany(result => FilterResults.Filtered(result))
            .Concat(
                holder.Member("prompt_filter_results") is { ValueKind: JsonValueKind.Object } results
                    ? FilterResults.Of(results)
                    : []
            );
}
