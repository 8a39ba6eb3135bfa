using System.Buffers.Binary;
using System.IO.Hashing;
using AiPromptGen.Prompts.Recovery;
using NetVips;

namespace AiPromptGen.Uploads;

/// <summary>Decodes once, turns upright, converts to sRGB, shrinks and encodes anew: nothing of the original's bytes survives.</summary>
internal static class PictureCleaner
{
    private const int JpegQuality = 90;
    private const int PngCompression = 6;

    public static IntakeResult Clean(PictureSource source, IntakeLimits limits, CancellationToken stop)
    {
        try
        {
            var hidden = DecodeStrictly(source, stop);
            var image = Decode(source, limits, stop);
            if (stop.IsCancellationRequested)
            {
                // What a stopped decoder had not yet read is black.
                return IntakeRejections.TooSlow();
            }

            var metadata = hidden is null ? source.Metadata : source.Metadata with { Prompt = hidden };
            return new IntakeResult.Accepted(image, metadata)
            {
                SourceFormat = source.Format,
                Animated = source.Animated,
            };
        }
        catch (VipsException)
        {
            return stop.IsCancellationRequested ? IntakeRejections.TooSlow() : IntakeRejections.Unreadable();
        }
    }

    /// <summary>
    /// Shrinking caches lines and paints those black that fail to decode, so a cut JPEG or PNG would pass. Reading it once
    /// without a cache, row by row and for JPEG at an eighth of its size, makes the same failure an error.
    /// </summary>
    /// <returns>The prompt that a PNG hides in its pixels, where its texts tell none: this is the one look at all of them.</returns>
    private static RecoveredPrompt? DecodeStrictly(PictureSource source, CancellationToken stop)
    {
        if (source.Format is not (PictureFormat.Jpeg or PictureFormat.Png))
        {
            return null;
        }

        var options = new VOption();
        if (source.Format == PictureFormat.Jpeg)
        {
            options.Add("shrink", 8);
        }

        using var stream = source.OpenRead();
        using var rows = Image.NewFromStream(
            stream,
            access: Enums.Access.Sequential,
            failOn: Enums.FailOn.Error,
            kwargs: options
        );
        using var kill = stop.UnsafeRegister(static image => ((Image)image!).SetKill(true), rows);
        if (source.Format == PictureFormat.Png && source.Metadata.Prompt is null && HasPlainAlpha(rows))
        {
            return Hidden(rows);
        }

        _ = rows.Avg();
        return null;
    }

    private static bool HasPlainAlpha(Image image) => image.Bands == 4 && image.Format == Enums.BandFormat.Uchar;

    /// <summary>Taking the first columns of every row decodes every row.</summary>
    private static RecoveredPrompt? Hidden(Image rows)
    {
        var columns = Math.Min(rows.Width, ((StealthText.MaxBits - 1) / rows.Height) + 1);
        using var alpha = rows.ExtractBand(3);
        using var first = alpha.ExtractArea(0, 0, columns, rows.Height);
        var texts = StealthText.Read(first.WriteToMemory<byte>(), columns);
        return texts is null ? null : MetadataReader.ReadPrompt(texts);
    }

    private static CleanPicture Decode(PictureSource source, IntakeLimits limits, CancellationToken stop)
    {
        // Without a profile of its own a picture is sRGB already, and asking for the conversion costs six times the decode.
        using var stream = source.OpenRead();
        using var shrunk = Image.ThumbnailStream(
            stream,
            limits.CleanSide,
            height: limits.CleanSide,
            size: Enums.Size.Down,
            outputProfile: source.HasProfile ? "srgb" : null,
            failOn: Enums.FailOn.Error
        );
        using var kill = stop.UnsafeRegister(static image => ((Image)image!).SetKill(true), shrunk);
        using var srgb = shrunk.Colourspace(Enums.Interpretation.Srgb);
        using var eight = srgb.Cast(Enums.BandFormat.Uchar);
        using var decoded = eight.CopyMemory();
        var lossless = limits.KeepsPng && source.Format == PictureFormat.Png;
        return lossless || (decoded.HasAlpha() && !IsOpaque(decoded))
            ? EncodePng(decoded, limits.Xmp)
            : EncodeJpeg(decoded, limits.Xmp);
    }

    private static bool IsOpaque(Image image)
    {
        using var alpha = image[image.Bands - 1];
        return alpha.Min() >= byte.MaxValue;
    }

    /// <summary>XMP goes in by ourselves: libvips writes a text chunk that is not the one of XMP's specification.</summary>
    private static CleanPicture EncodePng(Image image, ReadOnlyMemory<byte> xmp)
    {
        var png = image.PngsaveBuffer(compression: PngCompression, keep: Enums.ForeignKeep.None);
        return Describe(image, PictureFormat.Png, xmp.IsEmpty ? png : PngXmp.AddTo(png, xmp.Span));
    }

    private static CleanPicture EncodeJpeg(Image image, ReadOnlyMemory<byte> xmp)
    {
        using var opaque = image.HasAlpha() ? image.ExtractBand(0, n: image.Bands - 1) : image.Copy();
        using var marked = WithXmp(opaque, xmp);
        return Describe(opaque, PictureFormat.Jpeg, marked.JpegsaveBuffer(q: JpegQuality, keep: Kept(xmp)));
    }

    private static Enums.ForeignKeep Kept(ReadOnlyMemory<byte> xmp) =>
        xmp.IsEmpty ? Enums.ForeignKeep.None : Enums.ForeignKeep.Xmp;

    /// <summary>In place of what the picture came with: setting it again replaces it.</summary>
    private static Image WithXmp(Image image, ReadOnlyMemory<byte> xmp) =>
        xmp.IsEmpty ? image.Copy() : image.Mutate(changed => changed.Set(GValue.BlobType, "xmp-data", xmp.ToArray()));

    private static CleanPicture Describe(Image image, PictureFormat format, byte[] bytes) =>
        new()
        {
            Bytes = bytes,
            Format = format,
            Width = image.Width,
            Height = image.Height,
        };
}

/// <summary>
/// XMP in a PNG: an uncompressed iTXt chunk with a fixed keyword (XMP specification, part 3, section 1.1.5; the chunk's layout:
/// https://www.w3.org/TR/png-3/#11iTXt).
/// </summary>
internal static class PngXmp
{
    /// <summary>The signature, and the header chunk, which is the first and always as long: length, type, 13 bytes, CRC.</summary>
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    /// <summary>Around a chunk's data: length and type before, CRC behind.</summary>
    private const int Frame = 12;

    /// <summary>Type; keyword, 0; not compressed, method 0; no language, no translated keyword.</summary>
    private static ReadOnlySpan<byte> Start => "iTXtXML:com.adobe.xmp\0\0\0\0\0"u8;

    public static byte[] AddTo(ReadOnlySpan<byte> png, ReadOnlySpan<byte> xmp)
    {
        const int Type = 4;
        var data = Start.Length - Type + xmp.Length;
        var result = new byte[png.Length + data + Frame];
        png[..AfterHeader].CopyTo(result);
        var chunk = result.AsSpan(AfterHeader, data + Frame);
        BinaryPrimitives.WriteInt32BigEndian(chunk, data);
        Start.CopyTo(chunk[4..]);
        xmp.CopyTo(chunk[(4 + Start.Length)..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.HashToUInt32(chunk[4..^4]));
        png[AfterHeader..].CopyTo(result.AsSpan(AfterHeader + chunk.Length));
        return result;
    }
}
