using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The pictures of an answer, or why there are none. Pictures are taken only as bytes; addresses are not followed.</summary>
internal sealed record ImageReading(IReadOnlyList<PaintedPicture> Images, ProviderResult? Ending)
{
    private const string DataScheme = "data:";

    /// <param name="root">The whole body.</param>
    public static ImageReading From(JsonElement root, PromptRequest request)
    {
        // A picture that a filter has marked is left out, even though its bytes are there.
        var images = root.Items("data")
            .Where(item => FilterResults.Filtered(item).Count == 0)
            .Select(ImageOf)
            .OfType<PaintedPicture>()
            .ToList();
        return images.Count > 0 ? new ImageReading(images, null) : new ImageReading([], EndingOf(root, request));
    }

    private static PaintedPicture? ImageOf(JsonElement item) =>
        new[] { item.Text("b64_json"), item.Text("url") }
            .OfType<string>()
            .Select(BytesOf)
            .FirstOrDefault(b => b.Length > 0)
            is { } bytes
            ? new PaintedPicture(bytes, item.Text("revised_prompt"))
            : null;

    /// <summary>The bytes of a field. Some servers put the media type before them: "data:image/png;base64,…", in either field.</summary>
    private static byte[] BytesOf(string text)
    {
        var encoded = text.AsSpan();
        if (text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
        {
            encoded = encoded[(encoded.IndexOf(',') + 1)..];
        }

        var bytes = new byte[encoded.Length * 3 / 4 + 3];
        return Convert.TryFromBase64Chars(encoded, bytes, out var written) ? bytes[..written] : [];
    }

    private static ProviderResult EndingOf(JsonElement root, PromptRequest request)
    {
        if (ServiceError.IsIn(root))
        {
            return ProviderErrors.OfSuccess(root, request);
        }

        JsonElement[] holders = [root, .. root.Items("data")];
        var input = holders.SelectMany(holder => InputOf(holder)).Distinct(StringComparer.Ordinal).ToList();
        var output = holders.SelectMany(holder => FilterResults.Filtered(holder)).Distinct(StringComparer.Ordinal);
        return input.Count > 0 ? new ProviderResult.Refused("input", input)
            : output.ToList() is { Count: > 0 } categories ? new ProviderResult.Refused("output", categories)
            // The service painted and was paid, but sends an address in place of the picture; its owner has to change that setting.
            : root.Items("data").Any(item => item.Text("url") is { Length: > 0 })
                ? new ProviderResult.Misconfigured(Paid: true)
            : ChatReading.Unusable;
    }

    /// <summary>The filtered categories of the prompt: one object, or a list of objects as in chat.</summary>
    private static IEnumerable<string> InputOf(JsonElement holder) =>
        holder
            .Items("prompt_filter_results")
            .SelectMany(result => FilterResults.Filtered(result))
            .Concat(
                holder.Member("prompt_filter_results") is { ValueKind: JsonValueKind.Object } results
                    ? FilterResults.From(results)
                    : []
            );
}
