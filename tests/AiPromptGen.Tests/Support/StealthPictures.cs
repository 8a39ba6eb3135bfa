using System.IO.Compression;
using System.Text;
using NetVips;

namespace AiPromptGen.Tests.Support;

/// <summary>PNGs with text in the lowest bits of their alpha channel.</summary>
internal static class StealthPictures
{
    private const int Side = 160;

    public static byte[] Png(string text, bool compressed)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (compressed)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            {
                gzip.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        return Png(compressed ? "stealth_pngcomp" : "stealth_pnginfo", (uint)bytes.Length * 8, bytes);
    }

    public static byte[] Png(string signature, uint bits, byte[] payload)
    {
        byte[] all = [.. Encoding.ASCII.GetBytes(signature), .. TestPictures.BigEndian(bits), .. payload];
        var alpha = new byte[Side * Side];
        Array.Fill(alpha, byte.MaxValue);
        for (var bit = 0; bit < 8 * all.Length && bit < alpha.Length; bit++)
        {
            var value = (all[bit / 8] >> (7 - (bit % 8))) & 1;
            alpha[((bit % Side) * Side) + (bit / Side)] = (byte)(254 | value);
        }

        using var color = Image.NewFromBuffer(TestPictures.Solid("#336699", Side, Side));
        using var opaque = color.ExtractBand(0, n: 3);
        using var mask = Image.NewFromMemory(alpha, Side, Side, 1, Enums.BandFormat.Uchar);
        using var both = opaque.Bandjoin(mask);
        return both.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }
}
