using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Generations.Images;

/// <summary>
/// The mark in a painted picture is read as other programs read it: the packet where part 3 of Adobe's XMP specification puts it in each format, the
/// property as IPTC defines it.
/// </summary>
[TestFixture, Property("Promise", "P10")]
internal sealed class PictureMarkTests
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    private readonly ResultPictures pictures = new(TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => pictures.Dispose();

    [TestCase(".png", PictureFormat.Png)]
    [TestCase(".jpg", PictureFormat.Jpeg)]
    [TestCase(".webp", PictureFormat.Jpeg)]
    public async Task A_picture_and_its_small_copy_say_that_a_model_made_them(string sent, PictureFormat stored)
    {
        var picture = (await CleanAsync(TestPictures.Solid("#336699", 900, 700, sent))).Single();

        Assert.That(picture.Image.Format, Is.EqualTo(stored));
        foreach (var image in new[] { picture.Image, picture.Thumbnail! })
        {
            Assert.That(
                SourceTypeOf(image),
                Is.EqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
            );
        }
    }

    [Test]
    public async Task What_the_provider_s_file_said_of_itself_is_gone()
    {
        const string Marker = "xanthoria";
        var png = TestPictures.WithPngText(TestPictures.Gradient("#102040", "#F08030"), "XML:com.adobe.xmp", Marker);

        var image = (await CleanAsync(png)).Single().Image;

        Assert.That(Encoding.Latin1.GetString(image.Bytes.Span), Does.Not.Contain(Marker));
        Assert.That(SourceTypeOf(image), Does.EndWith("/trainedAlgorithmicMedia"));
    }

    [Test]
    public async Task An_upload_is_not_called_generated()
    {
        using var intake = new PictureIntake(IntakeLimits.Default, TimeProvider.System);

        var upload = await intake.TakeAsync(TestPictures.Solid("#336699"), CancellationToken.None);

        Assert.That(
            Encoding.Latin1.GetString(((IntakeResult.Accepted)upload).Image.Bytes.Span),
            Does.Not.Contain("DigitalSourceType")
        );
    }

    private static string? SourceTypeOf(CleanPicture image)
    {
        var packet = image.Format == PictureFormat.Png ? OfPng(image.Bytes.Span) : OfJpeg(image.Bytes.Span);
        return XDocument
            .Parse(packet)
            .Descendants(Rdf + "Description")
            .Single()
            .Attribute(Iptc + "DigitalSourceType")
            ?.Value;
    }

    /// <summary>An iTXt chunk with this keyword, uncompressed: keyword, 0, two flags, two empty texts, the packet.</summary>
    private static string OfPng(ReadOnlySpan<byte> png)
    {
        var keyword = "XML:com.adobe.xmp\0\0\0\0\0"u8;
        for (var at = 8; at < png.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            var data = png.Slice(at + 8, length);
            if (png.Slice(at + 4, 4).SequenceEqual("iTXt"u8) && data.StartsWith(keyword))
            {
                return Encoding.UTF8.GetString(data[keyword.Length..]);
            }

            at += length + 12;
        }

        return "<none/>";
    }

    /// <summary>An APP1 segment with this name space before the scan.</summary>
    private static string OfJpeg(ReadOnlySpan<byte> jpeg)
    {
        var name = "http://ns.adobe.com/xap/1.0/\0"u8;
        for (var at = 2; at + 4 < jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA; )
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            var data = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && data.StartsWith(name))
            {
                return Encoding.UTF8.GetString(data[name.Length..]);
            }

            at += length + 2;
        }

        return "<none/>";
    }

    private Task<IReadOnlyList<ResultPicture>> CleanAsync(byte[] image) =>
        pictures.CleanAsync([new PaintedPicture(image, null)], default);
}
