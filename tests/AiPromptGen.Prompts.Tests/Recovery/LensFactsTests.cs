using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Recovery;

[TestFixture]
public sealed class LensFactsTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void The_lens_and_its_settings_are_read_in_either_byte_order(bool bigEndian)
    {
        var exif = Lens(bigEndian).Private("S3CRET").Build();

        var facts = MetadataReader.Read(new PictureTexts(), exif).Lens;

        Assert.That(
            facts,
            Is.EqualTo(
                new LensFacts
                {
                    FocalLengthMillimetres = 56,
                    FocalLength35Millimetres = 85,
                    Aperture = 1.8,
                    ExposureSeconds = 0.004,
                    Iso = 400,
                    Lens = "Acme Prime 56mm F1.8",
                }
            )
        );
        Assert.That(facts?.ToString(), Does.Not.Contain("S3CRET"));
    }

    [Test]
    public void Impossible_values_are_absent()
    {
        var exif = new ExifBuilder()
            .Rational(1, 0x920A, 0, 1)
            .Rational(1, 0x829D, 5, 0)
            .Rational(1, 0x829A, 4_000_000_000, 1)
            .Short(1, 0x8827, 0)
            .Text(1, 0xA434, "\u202E\u0007")
            .Raw(1, 0xA405, 3, 1_000_000, [1, 2, 3, 4, 5])
            .Build();

        Assert.That(MetadataReader.Read(new PictureTexts(), exif).Lens, Is.Null);
    }

    [Test]
    public void A_lens_name_is_one_clean_line_or_absent()
    {
        var clean = new ExifBuilder().Text(1, 0xA434, " 35mm\u200B\n f/2\t\u0007(v2) ").Build();
        var endless = new ExifBuilder().Text(1, 0xA434, new string('a', 500)).Build();

        Assert.That(MetadataReader.Read(new PictureTexts(), clean).Lens?.Lens, Is.EqualTo("35mm f/2 (v2)"));
        Assert.That(MetadataReader.Read(new PictureTexts(), endless).Lens, Is.Null);
    }

    [Test]
    public void Mutated_blocks_never_throw()
    {
        var block = Lens(bigEndian: false).Build();

        Gen.Select(Gen.Int[0, block.Length - 1], Gen.Byte)
            .Array[1, 8]
            .Sample(
                changes =>
                {
                    var copy = (byte[])block.Clone();
                    foreach (var (at, value) in changes)
                    {
                        copy[at] = value;
                    }

                    return MetadataReader.Read(new PictureTexts(), copy) is not null;
                },
                iter: 5_000,
                threads: 1
            );
    }

    private static ExifBuilder Lens(bool bigEndian) =>
        new ExifBuilder(bigEndian)
            .Rational(1, 0x920A, 56, 1)
            .Short(1, 0xA405, 85)
            .Rational(1, 0x829D, 18, 10)
            .Rational(1, 0x829A, 1, 250)
            .Short(1, 0x8827, 400)
            .Text(1, 0xA433, "Acme")
            .Text(1, 0xA434, "Prime 56mm F1.8");
}
