using System.Buffers.Binary;
using System.Text;
using AiPromptGen.Prompts.Recovery;

namespace AiPromptGen.Prompts.Tests.Recovery;

/// <summary>
/// What is left of a PNG for the decoder. Kinds of chunks and their order are those of the PNG specification, third edition, 5.6 and 11.
/// </summary>
[TestFixture]
public sealed class PngChunksTests
{
    private const int Megabyte = 1024 * 1024;

    [TestCase("eXIf", 2 * Megabyte)]
    [TestCase("prVt", 9 * Megabyte)]
    [TestCase("fdAT", 5 * Megabyte)]
    [TestCase("sPLT", 100)]
    [TestCase("tIME", 7)]
    public void What_no_decoder_needs_is_taken_out(string kind, int length)
    {
        var (before, after) = (Chunk("IHDR", new byte[13]), Chunk("IDAT", [1, 2, 3]));

        var (left, animated) = Left([.. before, .. Chunk(kind, new byte[length]), .. after, .. Chunk("IEND", [])]);

        Assert.That(left, Is.EqualTo([.. before, .. after, .. Chunk("IEND", [])]));
        Assert.That(animated, Is.False);
    }

    [TestCase("eXIf", 60_000)]
    [TestCase("PLTE", 768)]
    [TestCase("tRNS", 256)]
    [TestCase("iCCP", 3 * Megabyte)]
    [TestCase("gAMA", 4)]
    [TestCase("cICP", 4)]
    [TestCase("ABCD", 9, Description = "A decoder has to refuse a critical chunk that it does not know.")]
    public void What_a_decoder_needs_stays(string kind, int length)
    {
        byte[] all =
        [
            .. Chunk("IHDR", new byte[13]),
            .. Chunk(kind, new byte[length]),
            .. Chunk("IDAT", [1, 2, 3]),
            .. Chunk("IEND", []),
        ];

        Assert.That(Left(all).Bytes, Is.EqualTo(all));
    }

    [Test]
    public void Texts_beyond_four_megabytes_in_all_are_ignored()
    {
        var texts = Enumerable
            .Range(1, 9)
            .SelectMany(i => Chunk("tEXt", Encoding.ASCII.GetBytes($"key{i}\0{new string('x', Megabyte)}")));
        byte[] png = [.. Signature, .. texts, .. Chunk("IEND", [])];

        var found = PngChunks.TakeTexts(png).Texts;

        Assert.That(Enumerable.Range(1, 9).Count(i => found.Find($"key{i}") is not null), Is.EqualTo(4));
    }

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static (byte[] Bytes, bool Animated) Left(byte[] chunks)
    {
        byte[] png = [.. Signature, .. chunks];
        var read = PngChunks.TakeTexts(png);
        return (png[Signature.Length..read.Length], read.Animated);
    }

    /// <summary>Without a right CRC, which the decoder checks.</summary>
    private static byte[] Chunk(string kind, byte[] body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.ASCII.GetBytes(kind, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        return chunk;
    }
}
