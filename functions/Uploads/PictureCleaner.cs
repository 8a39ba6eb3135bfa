using System.Buffers.Binary;
using System.IO.Hashing;
using AiPromptGen.Prompts.Recovery;
using NetVips;

namespace AiPromptGen.Uploads;

/// <summary>
/// Decodes a picture once, turns it upright, converts it to sRGB, shrinks it and encodes it anew, so that none of the original's bytes
/// remain.
/// </summary>
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
                // The part that a stopped decoder had not read yet is black, so the picture cannot be used.
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
    /// Reads the whole picture once without a cache, row by row, and a JPEG at an eighth of its size, so that every failure to decode is an
    /// error. Shrinking uses a cache and turns lines that fail to decode black, so without this a JPEG or PNG that was cut off would be
    /// accepted.
    /// </summary>
    /// <returns>
    /// The prompt that a PNG hides in its pixels, when its texts contain none. It is read here because only this pass sees all pixels.
    /// </returns>
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

    /// <summary>Reads the hidden prompt. It takes the first columns of every row, and for that every row is decoded.</summary>
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
        // A picture without a color profile is sRGB already, and asking for the conversion would take six times as long as decoding.
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

    /// <summary>
    /// Encodes a PNG. This app writes the XMP itself, because libvips writes it into a text chunk that is not the one of XMP's
    /// specification.
    /// </summary>
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

    /// <summary>The picture with this XMP in place of its own; setting the field again replaces it.</summary>
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
    /// <summary>
    /// Bytes before the place for the XMP: the signature, and the header chunk, which always comes first and has the same size: length,
    /// type, 13 bytes of data, CRC.
    /// </summary>
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    /// <summary>Bytes of a chunk around its data: length and type before it, the CRC after it.</summary>
    private const int Frame = 12;

    /// <summary>
    /// The chunk's type; its keyword and a zero; not compressed, and compression method 0; no language and no translated keyword.
    /// </summary>
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
