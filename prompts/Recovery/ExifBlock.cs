using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Two directories of an EXIF block (CIPA DC-008, 4.6): the first one, and the Exif directory. The GPS directory, thumbnails and maker
/// notes are never read. Offsets are not trusted: one that leads outside the block counts as absent.
/// </summary>
internal sealed class ExifBlock
{
    private const int MaxEntries = 256;
    private const int EntrySize = 12;
    private const ushort ExifDirectory = 0x8769;
    private static readonly int[] SizeOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    private readonly byte[] bytes;
    private readonly Dictionary<ushort, Entry> entries = [];

    private ExifBlock(byte[] bytes, bool bigEndian)
    {
        this.bytes = bytes;
        BigEndian = bigEndian;
    }

    public bool BigEndian { get; }

    public static ExifBlock? Read(ReadOnlySpan<byte> blob)
    {
        var tiff = blob.StartsWith("Exif\0\0"u8) ? blob[6..] : blob;
        var big = tiff.StartsWith("MM\0*"u8);
        if (tiff.Length < 8 || (!big && !tiff.StartsWith("II*\0"u8)))
        {
            return null;
        }

        var block = new ExifBlock(tiff.ToArray(), big);
        block.ReadDirectory(block.UInt32(4));
        if (block.Number(ExifDirectory) is { } exif and >= 8 and <= int.MaxValue)
        {
            block.ReadDirectory((uint)exif);
        }

        return block;
    }

    /// <summary>The first value of a numeric tag; null when it is absent, has a divisor of zero, or is of another type.</summary>
    public double? Number(ushort tag)
    {
        if (!entries.TryGetValue(tag, out var entry))
        {
            return null;
        }

        return entry.Type switch
        {
            3 => UInt16(entry.Offset),
            4 => UInt32(entry.Offset),
            5 when UInt32(entry.Offset + 4) is var divisor and > 0 => (double)UInt32(entry.Offset) / divisor,
            _ => null,
        };
    }

    /// <summary>An ASCII tag up to its first zero byte, read as UTF-8 when it is valid UTF-8, else as Latin-1.</summary>
    public string? Text(ushort tag)
    {
        if (!entries.TryGetValue(tag, out var entry) || entry.Type != 2)
        {
            return null;
        }

        var raw = Span(entry);
        var end = raw.IndexOf((byte)0);
        raw = end < 0 ? raw : raw[..end];
        return System.Text.Unicode.Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : Encoding.Latin1.GetString(raw);
    }

    public ReadOnlySpan<byte> Raw(ushort tag) => entries.TryGetValue(tag, out var entry) ? Span(entry) : [];

    private void ReadDirectory(uint offset)
    {
        if (offset + 2L > bytes.Length)
        {
            return;
        }

        var at = (int)offset;
        var count = Math.Min((int)UInt16(at), MaxEntries);
        for (at += 2; count > 0 && at + EntrySize <= bytes.Length; count--, at += EntrySize)
        {
            var type = UInt16(at + 2);
            var size = type < SizeOfType.Length ? UInt32(at + 4) * (long)SizeOfType[type] : 0;
            var start = size > 4 ? UInt32(at + 8) : at + 8L;
            if (size > 0 && start + size <= bytes.Length)
            {
                entries.TryAdd(UInt16(at), new Entry(type, (int)start, (int)size));
            }
        }
    }

    private ReadOnlySpan<byte> Span(Entry entry) => bytes.AsSpan(entry.Offset, entry.Size);

    private ushort UInt16(int at) =>
        BigEndian
            ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at))
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private uint UInt32(int at) =>
        BigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at))
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ushort Type, int Offset, int Size);
}
