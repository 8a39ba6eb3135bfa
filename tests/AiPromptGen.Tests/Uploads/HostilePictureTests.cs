using System.Text;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using CsCheck;

namespace AiPromptGen.Tests.Uploads;

[TestFixture]
public sealed class HostilePictureTests
{
    private readonly PictureIntake intake = new(IntakeLimits.Default, TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => intake.Dispose();

    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [TestCase("<?xml version='1.0'?><!DOCTYPE svg><svg/>", "SVG")]
    [TestCase("<!doctype html><script>1</script>", "HTML")]
    [TestCase("%PDF-1.7\n1 0 obj", "PDF")]
    [TestCase("BM......", "BMP")]
    [TestCase("II*\0........", "TIFF")]
    [TestCase("MM\0*........", "TIFF")]
    [TestCase("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [TestCase("\0\0\0\u0018ftypisom\0\0\0\0iso2mp41", "video")]
    [TestCase("8BPS\0\u0001", "Photoshop")]
    [TestCase("just some words", "no picture")]
    [TestCase("RIFF\0\0\0\0WAVEfmt ", "no picture")]
    public async Task Other_formats_are_named_and_refused(string content, string named)
    {
        var rejected = await RejectAsync(Encoding.Latin1.GetBytes(content));

        Assert.That(rejected.Code, Is.EqualTo("image-format-unsupported"));
        Assert.That(rejected.Status, Is.EqualTo(415));
        Assert.That(rejected.Detail, Does.Contain(named));
    }

    [Test]
    public async Task A_real_tiff_is_refused()
    {
        var rejected = await RejectAsync(TestPictures.Solid("#336699", format: ".tif"));

        Assert.That(rejected.Code, Is.EqualTo("image-format-unsupported"));
    }

    [Test]
    public async Task Nothing_at_all_is_refused()
    {
        var rejected = await RejectAsync([]);

        Assert.That((rejected.Code, rejected.Status), Is.EqualTo(("image-empty", 422)));
    }

    [Test]
    public async Task More_than_ten_megabytes_are_refused_however_they_come()
    {
        var bytes = new byte[(10 * 1024 * 1024) + 1];
        TestPictures.Solid("#336699").CopyTo(bytes, 0);
        using var stream = new EndlessStream();

        var whole = await RejectAsync(bytes);
        var streamed = await intake.TakeAsync(stream, CancellationToken.None);

        Assert.That((whole.Code, whole.Status), Is.EqualTo(("image-too-large", 413)));
        Assert.That(streamed, Is.EqualTo(whole));
        Assert.That(stream.Given, Is.LessThan(11 * 1024 * 1024));
    }

    [TestCase(".jpg", 0.3)]
    [TestCase(".jpg", 0.9)]
    [TestCase(".png", 0.5)]
    [TestCase(".webp", 0.5)]
    [TestCase(".avif", 0.5)]
    public async Task A_cut_picture_is_unreadable(string extension, double kept)
    {
        var whole = TestPictures.Photo(160, 120, extension);

        var rejected = await RejectAsync(whole[..(int)(kept * whole.Length)]);

        Assert.That((rejected.Code, rejected.Status), Is.EqualTo(("image-unreadable", 422)));
    }

    [TestCase(60_000u, 60_000u)]
    [TestCase(20_000u, 20_000u)]
    [TestCase(12_001u, 1u)]
    [TestCase(1u, 12_001u)]
    [TestCase(6_400u, 6_400u)]
    [TestCase(2_147_483_647u, 2_147_483_647u)]
    public async Task A_header_that_declares_too_much_is_refused_before_decoding(uint width, uint height)
    {
        var rejected = await RejectAsync(TestPictures.Png(width, height, 8, 2, TestPictures.Deflate(new byte[64])));

        Assert.That(rejected.Code, Is.EqualTo(width > 1_000_000 ? "image-unreadable" : "image-too-many-pixels"));
        Assert.That(rejected.Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_bomb_of_four_hundred_megapixels_in_fifty_kilobytes_is_refused()
    {
        var bomb = TestPictures.Png(20_000, 20_000, 1, 0, TestPictures.DeflatedZeros(20_000L * 2_501));
        Assert.That(bomb, Has.Length.LessThan(60_000));

        var rejected = await RejectAsync(bomb);

        Assert.That(rejected.Code, Is.EqualTo("image-too-many-pixels"));
    }

    [Test]
    public async Task A_text_bomb_beside_the_picture_is_ignored()
    {
        byte[] body = [.. "parameters\0\0"u8, .. TestPictures.DeflatedZeros(200L * 1024 * 1024)];
        var bomb = TestPictures.WithPngChunk(TestPictures.Solid("#336699"), "zTXt", body);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await intake.TakeAsync(bomb, CancellationToken.None);

        Assert.That(result, Is.InstanceOf<IntakeResult.Accepted>());
        Assert.That(((IntakeResult.Accepted)result).Metadata.Prompt, Is.Null);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(20 * 1024 * 1024));
    }

    [Test]
    public async Task A_profile_bomb_inside_the_picture_ends_one_way_or_the_other()
    {
        byte[] body = [.. "icc\0\0"u8, .. TestPictures.DeflatedZeros(200L * 1024 * 1024)];
        var bomb = TestPictures.WithPngChunk(TestPictures.Solid("#336699"), "iCCP", body);

        var result = await intake.TakeAsync(bomb, CancellationToken.None);

        Assert.That(result, Is.Not.Null);
    }

    [Test]
    public async Task A_picture_that_decodes_too_slowly_is_refused_in_time()
    {
        using var hurried = new PictureIntake(IntakeLimits.Default, new ImpatientTime());

        var result = await hurried.TakeAsync(TestPictures.Photo(), CancellationToken.None);

        Assert.That(result, Is.EqualTo(IntakeRejections.TooSlow()));
        Assert.That(((IntakeResult.Rejected)result).Status, Is.EqualTo(422));
    }

    [Test]
    public void The_callers_own_cancellation_is_not_a_verdict()
    {
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();

        Assert.That(
            async () => await intake.TakeAsync(TestPictures.Solid("#336699"), canceled.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void Random_bytes_never_throw()
    {
        byte[][] starts =
        [
            [],
            [0xFF, 0xD8, 0xFF],
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            .. Headers(),
        ];
        var bytes =
            from start in Gen.Int[0, starts.Length - 1].Select(i => starts[i])
            from rest in Gen.Byte.Array[0, 300]
            select (byte[])[.. start, .. rest];

        bytes.Sample(AlwaysAnswers, iter: 400, threads: 1, seed: "0000Intake01");
    }

    [Test]
    public void Mutated_pictures_never_throw()
    {
        byte[][] valid = new[] { ".jpg", ".png", ".webp", ".gif", ".avif" }
            .Select(format => TestPictures.Photo(48, 32, format))
            .Append(
                TestPictures.JpegWithExif(
                    TestPictures.Photo(48, 32),
                    new ExifBuilder()
                        .Private("x")
                        .UserComment("a\nSteps: 1, Seed: 2, Size: 3", Encoding.Unicode)
                        .Build()
                )
            )
            .Append(
                TestPictures.WithPngCompressedText(
                    TestPictures.Photo(48, 32, ".png"),
                    "parameters",
                    "a cat\nSteps: 20, Seed: 1, Size: 2x2"
                )
            )
            .ToArray();
        var mutated =
            from picture in Gen.Int[0, valid.Length - 1].Select(i => valid[i])
            from changes in Gen.Select(Gen.Int[0, picture.Length - 1], Gen.Byte).Array[1, 12]
            from cut in Gen.Int[0, 3]
            select Mutate(picture, changes, cut);

        mutated.Sample(AlwaysAnswers, iter: 400, threads: 1, seed: "0000Intake02");
    }

    private static byte[] Mutate(byte[] picture, (int At, byte Value)[] changes, int cut)
    {
        var copy = (byte[])picture.Clone();
        foreach (var (at, value) in changes)
        {
            copy[at] = value;
        }

        return cut == 0 ? copy[..(copy.Length * 2 / 3)] : copy;
    }

    private static IEnumerable<byte[]> Headers() =>
        new[] { ".webp", ".gif", ".avif", ".png", ".jpg" }.Select(format =>
            TestPictures.Solid("#336699", format: format)[..24]
        );

    private bool AlwaysAnswers(byte[] bytes) =>
        intake.TakeAsync(bytes, CancellationToken.None).GetAwaiter().GetResult()
            is IntakeResult.Accepted
                or IntakeResult.Rejected;

    private async Task<IntakeResult.Rejected> RejectAsync(byte[] bytes)
    {
        var result = await intake.TakeAsync(bytes, CancellationToken.None);
        Assert.That(result, Is.InstanceOf<IntakeResult.Rejected>());
        return (IntakeResult.Rejected)result;
    }
}
