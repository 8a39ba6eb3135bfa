using NetVips;

namespace AiPromptGen.Generations.Moderation;

/// <summary>What classifiers can take of what people send: a part of a long text, a copy of a large or a tiny picture.</summary>
internal static class ModerationInputs
{
    /// <summary>
    /// UTF-16 units. Azure's takes 10,000 characters, OpenAI's newest 32,768 tokens, and a sign may be more than one; what is cut off
    /// would not be judged.
    /// </summary>
    public const int MaxText = 10_000;

    /// <summary>Pixels: what there is to see is seen, and a JPEG of that is far below Azure's 4 MB.</summary>
    private const int MaxSide = 1024;

    /// <summary>Pixels: Azure's least is 50.</summary>
    private const int MinSide = 64;

    private const int Quality = 85;

    /// <summary>Cut between words where there are any, never within a sign.</summary>
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

    /// <summary>A small JPEG on white; the bytes as they are where they cannot be read, which the classifier will say.</summary>
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
            // A strip becomes no larger than it may be; what is still too narrow gets an edge.
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
