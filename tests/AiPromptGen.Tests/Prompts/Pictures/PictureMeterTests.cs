using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Prompts.Pictures;

[TestFixture]
public sealed class PictureMeterTests
{
    private static readonly (string Hex, int PerCent)[][] Palettes =
    [
        [("#1E3A5F", 50), ("#E8B04A", 30), ("#B03A2E", 20)],
        [("#FFFFFF", 40), ("#000000", 30), ("#808080", 20), ("#2E8B57", 10)],
        [("#F4E1C1", 30), ("#D98E73", 25), ("#8C4A2F", 20), ("#5B6C5D", 15), ("#22313F", 6), ("#FFD400", 4)],
        [("#336699", 100)],
    ];

    [Test]
    public async Task Palettes_with_known_shares_are_measured_after_the_intake(
        [Values(0, 1, 2, 3)] int palette,
        [Values(".png", ".jpg[Q=92]", ".webp[lossless]")] string format
    )
    {
        var expected = Palettes[palette];

        var facts = PictureMeter.Measure(await CleanAsync(TestPictures.Bands(format, expected)));

        Assert.That(facts.Palette, Has.Count.EqualTo(expected.Length));
        foreach (var (hex, perCent) in expected)
        {
            var nearest = facts.Palette.MinBy(color => CieLab.DeltaE(color.Hex, hex));
            Assert.That(CieLab.DeltaE(nearest!.Hex, hex), Is.LessThanOrEqualTo(3), $"{nearest.Hex} for {hex}");
            Assert.That(nearest.Share, Is.EqualTo(perCent / 100.0).Within(0.015), hex);
        }
    }

    [TestCase("#87CEEB", "sky blue")]
    [TestCase("#FFFFFF", "white")]
    [TestCase("#000000", "black")]
    [TestCase("#DC143C", "crimson")]
    [TestCase("#228B22", "forest green")]
    [TestCase("#747474", "grey")]
    [TestCase("#1F1F1F", "charcoal")]
    public void Colors_have_the_names_people_use(string hex, string name)
    {
        var facts = PictureMeter.Measure(TestPictures.Solid(hex));

        Assert.That(facts.Palette.Single(), Is.EqualTo(new PictureColor(hex, name, 1)));
    }

    [Test]
    public void The_table_of_names_is_large_and_each_color_finds_itself()
    {
        var colors = PromptLibrary.Instance.Colors.Where(color => color.IsMeasured).ToList();

        Assert.That(colors, Has.Count.InRange(150, 250));
        Assert.That(colors.Select(color => color.Name), Is.Unique);
        Assert.That(colors.Select(color => color.Hex), Is.Unique);
        Assert.That(
            colors.Select(color => ColorNames.Nearest(OkLab.FromHex(color.Hex))),
            Is.EqualTo(colors.Select(color => color.Name))
        );
    }

    [Test]
    public void Tone_follows_lightness()
    {
        var dark = PictureMeter.Measure(TestPictures.Gradient("#050508", "#303036")).Tone;
        var bright = PictureMeter.Measure(TestPictures.Gradient("#D8D8D8", "#FFFFFF")).Tone;
        var full = PictureMeter.Measure(TestPictures.Gradient("#000000", "#FFFFFF")).Tone;
        var night = PictureMeter.Measure(TestPictures.Bands(".png", ("#05060C", 94), ("#FFE9B0", 6))).Tone;

        Assert.That(
            (dark.Key, dark.Night, dark.ContrastLevel),
            Is.EqualTo((ToneKey.Low, false, ContrastLevel.Normal)).Or.EqualTo((ToneKey.Low, false, ContrastLevel.Low))
        );
        Assert.That((bright.Key, bright.ContrastLevel), Is.EqualTo((ToneKey.High, ContrastLevel.Low)));
        Assert.That((full.Key, full.ContrastLevel), Is.EqualTo((ToneKey.Normal, ContrastLevel.High)));
        Assert.That((night.Key, night.Night), Is.EqualTo((ToneKey.Low, true)));
    }

    [TestCase("#E0A060", ColorTemperature.Warm)]
    [TestCase("#5080C0", ColorTemperature.Cool)]
    [TestCase("#808080", ColorTemperature.Neutral)]
    public void Temperature_follows_the_yellow_blue_axis(string hex, ColorTemperature expected) =>
        Assert.That(PictureMeter.Measure(TestPictures.Solid(hex)).Color.Temperature, Is.EqualTo(expected));

    [Test]
    public void Color_modes_are_told_apart()
    {
        var gray = PictureMeter.Measure(TestPictures.Gradient("#101010", "#F0F0F0")).Color;
        var sepia = PictureMeter.Measure(TestPictures.Gradient("#3A2A18", "#D8C0A0")).Color;
        var full = PictureMeter.Measure(TestPictures.Bands(".png", ("#FF0000", 50), ("#0000FF", 50))).Color;

        Assert.That(gray.Mode, Is.EqualTo(ColorMode.BlackAndWhite));
        Assert.That(sepia.Mode, Is.EqualTo(ColorMode.SingleHue));
        Assert.That((full.Mode, full.Saturation), Is.EqualTo((ColorMode.Full, Saturation.Vivid)));
    }

    [Test]
    public void A_sharp_center_in_a_blurred_border_is_shallow_focus()
    {
        var shallow = PictureMeter.Measure(TestPictures.SharpCenter(blur: 4)).Detail;
        var sharp = PictureMeter.Measure(TestPictures.SharpCenter(blur: 0)).Detail;
        var plain = PictureMeter.Measure(TestPictures.Solid("#336699")).Detail;

        Assert.That(shallow.Focus, Is.EqualTo(FocusCue.ShallowCenter), $"{shallow.FocusRatio}");
        Assert.That(sharp.Focus, Is.EqualTo(FocusCue.SharpThroughout), $"{sharp.FocusRatio}");
        Assert.That(
            (plain.Focus, plain.FocusRatio, plain.Symmetry),
            Is.EqualTo((FocusCue.Unknown, (double?)null, (double?)null))
        );
    }

    [Test]
    public void Symmetry_entropy_and_flat_areas_are_measured()
    {
        var mirrored = PictureMeter
            .Measure(TestPictures.Bands(".png", ("#203040", 30), ("#F0E0D0", 40), ("#203040", 30)))
            .Detail;
        var lopsided = PictureMeter.Measure(TestPictures.Gradient("#000000", "#FFFFFF")).Detail;

        Assert.That(mirrored.Symmetry, Is.GreaterThan(0.98));
        Assert.That(lopsided.Symmetry, Is.Zero);
        Assert.That(mirrored.FlatShare, Is.GreaterThan(0.9));
        Assert.That(mirrored.Entropy, Is.LessThan(2));
        Assert.That(lopsided.Entropy, Is.GreaterThan(6.5));
    }

    [Test]
    public void Photographs_and_graphics_are_told_apart_with_a_confidence()
    {
        var photo = PictureMeter.Measure(TestPictures.Photo()).Medium;
        var graphic = PictureMeter.Measure(TestPictures.Bands(".png", Palettes[2])).Medium;

        Assert.That(photo?.Class, Is.EqualTo(ContentClass.Photo));
        Assert.That(graphic?.Class, Is.EqualTo(ContentClass.Art));
        Assert.That(new[] { photo!.Confidence, graphic!.Confidence }, Is.All.InRange(0.4, 0.85));
    }

    [Test]
    public void A_smooth_gradient_is_taken_for_neither() =>
        Assert.That(PictureMeter.Measure(TestPictures.Gradient("#101010", "#F0F0F0")).Medium, Is.Null);

    [TestCase(1920, 1080, "16:9", "16:9")]
    [TestCase(2048, 1365, "3:2", "3:2")]
    [TestCase(1080, 1080, "1:1", "1:1")]
    [TestCase(1000, 1253, "1000:1253", "4:5")]
    [TestCase(1, 1, "1:1", "1:1")]
    [TestCase(700, 300, "21:9", "21:9")]
    public void The_ratio_is_exact_and_the_nearest_common_one_known(int width, int height, string exact, string nearest)
    {
        var frame = FrameMeter.Measure(width, height);

        Assert.That(frame.ExactRatio.ToString(), Is.EqualTo(exact));
        Assert.That(frame.NearestRatio.ToString(), Is.EqualTo(nearest));
    }

    [Test]
    public void Transparent_areas_have_no_color()
    {
        var facts = PictureMeter.Measure(TestPictures.HalfTransparent("#336699"));

        Assert.That(facts.Transparent, Is.EqualTo(0.5).Within(0.01));
        Assert.That(facts.Palette.Single().Hex, Is.EqualTo("#336699"));
    }

    [Test]
    public void The_same_bytes_give_the_same_facts()
    {
        var picture = TestPictures.Photo();

        var (first, second) = (PictureMeter.Measure(picture), PictureMeter.Measure(picture));

        Assert.That(second.Palette, Is.EqualTo(first.Palette));
        Assert.That(second with { Palette = first.Palette }, Is.EqualTo(first));
    }

    private static async Task<ReadOnlyMemory<byte>> CleanAsync(byte[] picture)
    {
        using var intake = new PictureIntake(IntakeLimits.Default, TimeProvider.System);
        var result = await intake.TakeAsync(picture, CancellationToken.None);
        return ((IntakeResult.Accepted)result).Image.Bytes;
    }
}
