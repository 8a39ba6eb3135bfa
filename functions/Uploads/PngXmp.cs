using System.Buffers.Binary;
using System.IO.Hashing;

namespace AiPromptGen.Uploads;

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
