using AiPromptGen.Generations.Moderation;
using NetVips;

namespace AiPromptGen.Tests.Generations.Moderation;

/// <summary>The copy of an upload that a classifier gets is within Azure's limits: at most 4 MB, 50 to 7,200 pixels a side.</summary>
[TestFixture]
internal sealed class ModerationInputsTests
{
    [TestCase(1, 1)]
    [TestCase(49, 49)]
    [TestCase(2000, 3)]
    [TestCase(3, 2000)]
    [TestCase(640, 480)]
    [TestCase(2048, 2048)]
    public void A_copy_is_within_the_limits_of_a_classifier(int width, int height)
    {
        using var noise = Image.Gaussnoise(width, height, mean: 128, sigma: 60).Cast(Enums.BandFormat.Uchar);
        using var picture = noise.Bandjoin(noise, noise);

        var copy = ModerationInputs.Copy(picture.PngsaveBuffer(), "png");

        using var read = Image.NewFromBuffer(copy.Bytes.ToArray());
        Assert.That(copy.Format, Is.EqualTo("jpeg"));
        Assert.That(copy.Bytes.Length, Is.LessThan(4_000_000));
        Assert.That(new[] { read.Width, read.Height }, Is.All.InRange(50, 7200));
    }

    [Test]
    public void What_is_transparent_is_seen_on_white()
    {
        using var black = Image.Black(80, 80, bands: 4).Cast(Enums.BandFormat.Uchar);
        using var clear = black.Copy(interpretation: Enums.Interpretation.Srgb);

        var copy = ModerationInputs.Copy(clear.PngsaveBuffer(), "png");

        using var read = Image.NewFromBuffer(copy.Bytes.ToArray());
        Assert.That(read.Avg(), Is.GreaterThan(250));
    }

    [Test]
    public void Bytes_that_are_no_picture_are_sent_as_they_are() =>
        Assert.That(ModerationInputs.Copy(new byte[] { 1, 2 }, "png").Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));

    [Test]
    public void Parts_of_a_text_are_the_text()
    {
        var text = new string('x', 9_999) + "\U0001F426" + new string('y', 12_000);

        var parts = ModerationInputs.Parts(text).ToList();

        Assert.That(string.Concat(parts), Is.EqualTo(text));
        Assert.That(
            parts,
            Is.All.Matches<string>(part => part is { Length: <= 10_000 } && !char.IsHighSurrogate(part[^1]))
        );
        Assert.That(ModerationInputs.Parts(""), Is.Empty);
    }
}
