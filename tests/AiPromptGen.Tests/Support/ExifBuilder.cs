using System.Buffers.Binary;
using System.Text;

namespace AiPromptGen.Tests.Support;

/// <summary>Writes a TIFF block with a first, an Exif and a GPS directory, in either byte order.</summary>
internal sealed class ExifBuilder(bool bigEndian = false)
{
    private readonly SortedDictionary<(int Directory, ushort Tag), (ushort Type, uint Count, byte[] Value)> tags = [];

    public ExifBuilder Orientation(ushort value) => Short(0, 0x0112, value);

    public ExifBuilder Short(int directory, ushort tag, ushort value) => Add(directory, tag, 3, 1, UInt16(value));

    public ExifBuilder Rational(int directory, ushort tag, uint numerator, uint denominator) =>
        Add(directory, tag, 5, 1, [.. UInt32(numerator), .. UInt32(denominator)]);

    public ExifBuilder Text(int directory, ushort tag, string value)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(value), 0];
        return Add(directory, tag, 2, (uint)bytes.Length, bytes);
    }

    public ExifBuilder UserComment(string text, Encoding encoding)
    {
        byte[] bytes = [.. "UNICODE\0"u8, .. encoding.GetBytes(text)];
        return Add(1, 0x9286, 7, (uint)bytes.Length, bytes);
    }

    public ExifBuilder Raw(int directory, ushort tag, ushort type, uint count, byte[] value) =>
        Add(directory, tag, type, count, value);

    /// <summary>A place, a time, a name and a serial number: everything that must never come through.</summary>
    public ExifBuilder Private(string mark) =>
        Text(2, 0x0001, "N")
            .Text(2, 0x001D, $"{mark}-gps")
            .Text(0, 0x0132, $"{mark}-date")
            .Text(0, 0x013B, $"{mark}-artist")
            .Text(1, 0xA430, $"{mark}-owner")
            .Text(1, 0xA431, $"{mark}-serial")
            .Text(1, 0xA435, $"{mark}-lens-serial");

    public byte[] Build()
    {
        Add(0, 0x8769, 4, 1, UInt32(0));
        Add(0, 0x8825, 4, 1, UInt32(0));
        var starts = new uint[3];
        uint at = 8;
        for (var directory = 0; directory < 3; directory++)
        {
            starts[directory] = at;
            at += (uint)(6 + (12 * tags.Count(tag => tag.Key.Directory == directory)));
        }

        Add(0, 0x8769, 4, 1, UInt32(starts[1]));
        Add(0, 0x8825, 4, 1, UInt32(starts[2]));
        var (head, data) = (new List<byte>(), new List<byte>());
        head.AddRange(bigEndian ? "MM\0*"u8 : "II*\0"u8);
        head.AddRange(UInt32(8));
        for (var directory = 0; directory < 3; directory++)
        {
            var own = tags.Where(tag => tag.Key.Directory == directory).ToList();
            head.AddRange(UInt16((ushort)own.Count));
            foreach (var ((_, tag), (type, count, value)) in own)
            {
                head.AddRange([.. UInt16(tag), .. UInt16(type), .. UInt32(count)]);
                head.AddRange(
                    value.Length <= 4 ? [.. value, .. new byte[4 - value.Length]] : UInt32(at + (uint)data.Count)
                );
                data.AddRange(value.Length <= 4 ? [] : value);
            }

            head.AddRange(UInt32(0));
        }

        return [.. head, .. data];
    }

    private ExifBuilder Add(int directory, ushort tag, ushort type, uint count, byte[] value)
    {
        tags[(directory, tag)] = (type, count, value);
        return this;
    }

    private byte[] UInt16(ushort value)
    {
        var bytes = new byte[2];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        }

        return bytes;
    }

    private byte[] UInt32(uint value) => bigEndian ? TestPictures.BigEndian(value) : TestPictures.LittleEndian(value);
}
