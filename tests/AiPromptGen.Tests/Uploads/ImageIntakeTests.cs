using System.Text;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Uploads;

[TestFixture]
public sealed class ImageIntakeTests
{
    private readonly PictureIntake intake = new(IntakeLimits.Default, TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => intake.Dispose();

    [TestCase(".jpg", PictureFormat.Jpeg)]
    [TestCase(".png", PictureFormat.Png)]
    [TestCase(".webp", PictureFormat.WebP)]
    [TestCase(".gif", PictureFormat.Gif)]
    [TestCase(".avif", PictureFormat.Avif)]
    [Property("Promise", "P4")]
    public async Task Every_allowed_format_is_told_by_its_bytes(string extension, PictureFormat expected)
    {
        var accepted = await AcceptAsync(TestPictures.Solid("#C04020", format: extension));

        Assert.That(accepted.SourceFormat, Is.EqualTo(expected));
        Assert.That(accepted.Image.Format, Is.EqualTo(PictureFormat.Jpeg));
        Assert.That((accepted.Image.Width, accepted.Image.Height), Is.EqualTo((64, 48)));
        AssertColor(accepted, 0.5, 0.5, "#C04020", within: 6);
    }

    [Test]
    public async Task A_large_photo_is_shrunk_to_2048_pixels()
    {
        var accepted = await AcceptAsync(TestPictures.Gradient("#102030", "#F0E0D0", 3000, 2000, ".jpg"));

        Assert.That((accepted.Image.Width, accepted.Image.Height), Is.EqualTo((2048, 1365)));
    }

    [Test]
    public async Task A_small_picture_is_never_enlarged()
    {
        var accepted = await AcceptAsync(TestPictures.Solid("#FFFFFF", 1, 1));

        Assert.That((accepted.Image.Width, accepted.Image.Height), Is.EqualTo((1, 1)));
    }

    [TestCase(1, "red", "green", "blue", "white")]
    [TestCase(2, "green", "red", "white", "blue")]
    [TestCase(3, "white", "blue", "green", "red")]
    [TestCase(4, "blue", "white", "red", "green")]
    [TestCase(5, "red", "blue", "green", "white")]
    [TestCase(6, "blue", "red", "white", "green")]
    [TestCase(7, "white", "green", "blue", "red")]
    [TestCase(8, "green", "white", "red", "blue")]
    public async Task Every_orientation_is_turned_upright(int orientation, params string[] corners)
    {
        var hex = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["red"] = "#FF0000",
            ["green"] = "#00FF00",
            ["blue"] = "#0000FF",
            ["white"] = "#FFFFFF",
        };
        var exif = new ExifBuilder().Orientation((ushort)orientation).Build();

        var accepted = await AcceptAsync(TestPictures.JpegWithExif(TestPictures.Quarters(), exif));

        Assert.That(accepted.Image.Width, Is.EqualTo(orientation < 5 ? 120 : 80));
        AssertColor(accepted, 0.1, 0.1, hex[corners[0]], within: 12);
        AssertColor(accepted, 0.9, 0.1, hex[corners[1]], within: 12);
        AssertColor(accepted, 0.1, 0.9, hex[corners[2]], within: 12);
        AssertColor(accepted, 0.9, 0.9, hex[corners[3]], within: 12);
    }

    [TestCase(".jpg")]
    [TestCase(".png")]
    [TestCase(".webp")]
    [Property("Promise", "P10")]
    public async Task Place_time_names_and_serials_are_gone(string extension)
    {
        const string mark = "S3CRETMARK";
        var exif = new ExifBuilder().Private(mark).Build();
        var plain = TestPictures.Solid("#336699", format: extension);
        var picture = extension switch
        {
            ".jpg" => TestPictures.JpegWithExif(plain, exif),
            ".png" => TestPictures.WithPngText(TestPictures.PngWithExif(plain, exif), "Author", mark),
            _ => TestPictures.WebPWithExif(plain, 64, 48, exif),
        };
        Assert.That(Contains(picture, mark), Is.True, "the test's own picture must carry the mark");

        var accepted = await AcceptAsync(picture);

        Assert.That(Contains(accepted.Image.Bytes, mark), Is.False);
        Assert.That(Contains(accepted.Image.Bytes, "Exif"), Is.False);
        Assert.That(accepted.Metadata.ToString(), Does.Not.Contain(mark));
    }

    [TestCase(".jpg")]
    [TestCase(".png")]
    [TestCase(".gif")]
    [TestCase(".webp")]
    public async Task What_is_appended_to_a_picture_is_gone(string extension)
    {
        byte[] picture = [.. TestPictures.Solid("#336699", format: extension), .. "<script>alert(1)</script>"u8];

        var accepted = await AcceptAsync(picture);

        Assert.That(Contains(accepted.Image.Bytes, "<script>"), Is.False);
    }

    [Test]
    public async Task Transparency_survives_losslessly()
    {
        var accepted = await AcceptAsync(TestPictures.HalfTransparent("#336699"));

        Assert.That(accepted.Image.Format, Is.EqualTo(PictureFormat.Png));
        AssertColor(accepted, 0.9, 0.5, "#336699", within: 0);
    }

    [TestCase(".gif")]
    [TestCase(".webp[lossless]")]
    public async Task Only_the_first_frame_of_an_animation_is_taken(string format)
    {
        var accepted = await AcceptAsync(TestPictures.Animated(format));

        Assert.That(accepted.Animated, Is.True);
        Assert.That((accepted.Image.Width, accepted.Image.Height), Is.EqualTo((40, 40)));
        AssertColor(accepted, 0.5, 0.5, "#FF0000", within: 6);
    }

    [Test]
    public async Task Only_the_first_frame_of_an_animated_png_is_taken()
    {
        var accepted = await AcceptAsync(TestPictures.AnimatedPng());

        Assert.That(accepted.Animated, Is.True);
        AssertColor(accepted, 0, 0, "#FF0000", within: 6);
    }

    [Test]
    public async Task Cmyk_sixteen_bit_and_palette_pictures_become_srgb()
    {
        var cmyk = await AcceptAsync(TestPictures.CmykJpeg());
        var wide = await AcceptAsync(TestPictures.SixteenBitPng());
        var palette = await AcceptAsync(TestPictures.PalettePng());

        AssertColor(cmyk, 0.5, 0.5, "#C04020", within: 40);
        AssertColor(wide, 0.5, 0.5, "#3060C0", within: 6);
        AssertColor(palette, 0.1, 0.5, "#3060C0", within: 6);
    }

    [Test]
    public async Task A_color_profile_is_applied_and_dropped()
    {
        var accepted = await AcceptAsync(TestPictures.DisplayP3Jpeg("#C04020"));

        AssertColor(accepted, 0.5, 0.5, "#C04020", within: 5);
        Assert.That(Contains(accepted.Image.Bytes, "ICC_PROFILE"), Is.False);
    }

    [Test]
    public async Task A_stream_is_taken_like_bytes()
    {
        using var stream = new MemoryStream(TestPictures.Solid("#336699"));

        var result = await intake.TakeAsync(stream, CancellationToken.None);

        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>());
    }

    [Test]
    public async Task Sixteen_pictures_at_once_are_all_served()
    {
        var picture = TestPictures.Photo(400, 300);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AcceptAsync(picture)));

        Assert.That(results.Select(each => each.Image.Bytes.Length).Distinct().Count(), Is.EqualTo(1));
    }

    private async Task<IntakeResult.Accepted> AcceptAsync(byte[] picture)
    {
        var result = await intake.TakeAsync(picture, CancellationToken.None);
        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>(), result.ToString());
        return (IntakeResult.Accepted)result;
    }

    private static bool Contains(ReadOnlyMemory<byte> bytes, string text) =>
        bytes.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static void AssertColor(IntakeResult.Accepted accepted, double x, double y, string hex, double within)
    {
        var (r, g, b) = TestPictures.ColorAt(accepted.Image.Bytes, x, y);
        var expected = TestPictures.Rgb(hex);
        Assert.That(r, Is.EqualTo((double)expected.R).Within(within), $"red at {x}, {y}");
        Assert.That(g, Is.EqualTo((double)expected.G).Within(within), $"green at {x}, {y}");
        Assert.That(b, Is.EqualTo((double)expected.B).Within(within), $"blue at {x}, {y}");
    }
}
