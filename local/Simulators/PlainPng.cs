using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace AiPromptGen.Simulators;

/// <summary>A disc on a ground in two colors: plainly no painting, and a few hundred bytes.</summary>
internal static class PlainPng
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Paint(int width, int height, ulong seed)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // One bit a pixel, colors from a palette.
        header[8] = 1;
        header[9] = 3;
        var colors = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(colors, seed);

        using var file = new MemoryStream();
        file.Write(Signature);
        Write(file, "IHDR"u8, header);
        // The ground is dark, the disc is light: they never fall together.
        Write(
            file,
            "PLTE"u8,
            [.. colors[..3].Select(c => (byte)(c / 2)), .. colors[3..6].Select(c => (byte)(c / 2 + 128))]
        );
        Write(file, "IDAT"u8, Compress(Rows(width, height)));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Rows(int width, int height)
    {
        var stride = 1 + (width + 7) / 8;
        var rows = new byte[stride * height];
        var radius = Math.Min(width, height) / 3;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (right, down) = (x - width / 2, y - height / 2);
                if (right * right + down * down <= radius * radius)
                {
                    rows[y * stride + 1 + x / 8] |= (byte)(0x80 >> (x % 8));
                }
            }
        }

        return rows;
    }

    private static byte[] Compress(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.GetCurrentHashAsUInt32());
        file.Write(number);
    }
}
