using NetVips;

namespace AiPromptGen.Generations.Moderation;

/// <summary>Fits content to what classifiers take: parts of a long text, and a copy of a large or a tiny picture.</summary>
internal static class ModerationInputs
{
    /// <summary>
    /// UTF-16 units of a part. Azure takes 10,000 characters and OpenAI's newest model 32,768 tokens, and one character may be more than
    /// one token. A longer text is judged part by part, because what a service cuts off would not be judged.
    /// </summary>
    public const int MaxText = 10_000;

    /// <summary>Pixels. It is enough to recognize what is in a picture, and a JPEG of that size is far below Azure's limit of 4 MB.</summary>
    private const int MaxSide = 1024;

    /// <summary>Pixels. Azure takes none with a side below 50.</summary>
    private const int MinSide = 64;

    private const int Quality = 85;

    /// <summary>The parts of a text, cut between words where that is possible, and never within a character.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = Math.Min(text.Length, at + MaxText);
            if (end < text.Length)
            {
                var space = text.LastIndexOf(' ', end - 1, MaxText / 10);
                end =
                    space > at ? space + 1
                    : char.IsHighSurrogate(text[end - 1]) ? end - 1
                    : end;
            }

            yield return text[at..end];
            at = end;
        }
    }

    /// <summary>
    /// A small JPEG on a white background. Bytes that cannot be decoded are returned unchanged, and the classifier then rejects them.
    /// </summary>
    public static ModeratedPicture Copy(ReadOnlyMemory<byte> bytes, string format)
    {
        try
        {
            using var small = Image.ThumbnailBuffer(
                bytes.ToArray(),
                MaxSide,
                height: MaxSide,
                size: Enums.Size.Down,
                failOn: Enums.FailOn.Error
            );
            using var srgb = small.Colourspace(Enums.Interpretation.Srgb);
            using var flat = srgb.HasAlpha() ? srgb.Flatten(background: [255, 255, 255]) : srgb.Copy();
            // A long, narrow picture is enlarged only as far as its longer side allows; if it is still too narrow, it gets an edge.
            var scale = Math.Min(
                (double)MinSide / Math.Min(flat.Width, flat.Height),
                (double)MaxSide / Math.Max(flat.Width, flat.Height)
            );
            using var scaled = scale > 1 ? flat.Resize(scale) : flat.Copy();
            var (width, height) = (Math.Max(scaled.Width, MinSide), Math.Max(scaled.Height, MinSide));
            using var whole = scaled.Embed(0, 0, width, height, extend: Enums.Extend.White);
            return new ModeratedPicture(whole.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None), "jpeg");
        }
        catch (VipsException)
        {
            return new ModeratedPicture(bytes, format);
        }
    }
}
