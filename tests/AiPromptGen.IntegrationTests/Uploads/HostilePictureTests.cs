using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>One table of hostile and odd pictures, each uploaded and each fetched by address.</summary>
[TestFixture]
internal sealed class HostilePictureTests
{
    private const string Unsupported = "format-unsupported";
    private const string Mark = "S3CRETMARK";

    private PictureApp pictures = null!;

    private static byte[] Photo => TestPictures.Photo();

    private static byte[] Private => new ExifBuilder().Private(Mark).Orientation(6).Build();

    private static readonly TestCaseData[] Refused =
    [
        Case("nothing", [], 422, "image-empty", "unreadable"),
        Case("a text", "just some words", 415, "image-format-unsupported", Unsupported),
        Case("an SVG with a script", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        Case(
            "an SVG that includes a file",
            "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>"
        ),
        Case("a page", "<!doctype html><img src='fox.jpg'>"),
        Case("a PDF", "%PDF-1.7\n1 0 obj"),
        Case("PostScript", "%!PS-Adobe-3.0"),
        Case("a ZIP", "PK\u0003\u0004aaaa"),
        Case("a BMP", "BM..........."),
        Case("an icon", "\0\0\u0001\0\u0001\0"),
        Case("a HEIC photo", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
        Case("a video", "\0\0\0\u0018ftypisom\0\0\0\0iso2mp41"),
        Case("a Photoshop file", "8BPS\0\u0001"),
        Case(
            "an ImageMagick script",
            "push graphic-context\nfill 'url(https://127.0.0.1/x.jpg\"|ls)'\npop graphic-context"
        ),
        Case(
            "a real TIFF",
            TestPictures.Solid("#336699", format: ".tif"),
            415,
            "image-format-unsupported",
            Unsupported
        ),
        Case("a JPEG header alone", Photo[..20], 422, "image-unreadable", "unreadable"),
        Case("half a JPEG", Photo[..(Photo.Length / 2)], 422, "image-unreadable", "unreadable"),
        Case("half a PNG", Half(".png"), 422, "image-unreadable", "unreadable"),
        Case("half a WebP", Half(".webp"), 422, "image-unreadable", "unreadable"),
        Case("half an AVIF", Half(".avif"), 422, "image-unreadable", "unreadable"),
        Case(
            "a script that begins as a JPEG",
            [0xFF, 0xD8, 0xFF, .. "<script>1</script>"u8],
            422,
            "image-unreadable",
            "unreadable"
        ),
        Case("60,000 × 60,000", Declared(60_000, 60_000, 64), 422, "image-too-many-pixels", "too-large"),
        Case("2³¹ × 2³¹", Declared(2_147_483_647, 2_147_483_647, 64), 422, "image-unreadable", "unreadable"),
        Case("12,001 × 1", Declared(12_001, 1, 64), 422, "image-too-many-pixels", "too-large"),
        Case("400 megapixels in 50 kB", Bomb(), 422, "image-too-many-pixels", "too-large"),
        Case("more than 10 MB", [.. Photo, .. new byte[10 * 1024 * 1024]], 413, "image-too-large", "too-large"),
    ];

    private static readonly TestCaseData[] Accepted =
    [
        Fine("a JPEG called PNG", Photo, 320, 240),
        Fine("1 × 1", TestPictures.Solid("#FFFFFF", 1, 1), 1, 1),
        Fine("12,000 × 1", TestPictures.Solid("#336699", 12_000, 1), 2048, 1),
        Fine("an animated GIF", TestPictures.Animated(".gif"), 40, 40),
        Fine("an animated WebP", TestPictures.Animated(".webp[lossless]"), 40, 40),
        Fine("an animated PNG", TestPictures.AnimatedPng(), 2, 1),
        Fine("CMYK", TestPictures.CmykJpeg(), 64, 48),
        Fine("sixteen bits", TestPictures.SixteenBitPng(), 64, 48),
        Fine("a palette", TestPictures.PalettePng(), 64, 48),
        Fine("a wide color space", TestPictures.DisplayP3Jpeg("#C04020"), 64, 48),
        Fine("transparency", TestPictures.HalfTransparent("#336699"), 80, 60),
        Fine("a place, and turned", TestPictures.JpegWithExif(Photo, Private), 240, 320),
        Fine("a page behind a JPEG", [.. Photo, .. Encoding.ASCII.GetBytes($"<script>{Mark}</script>")], 320, 240),
        Fine(
            "a ZIP behind a PNG",
            [.. TestPictures.Solid("#336699"), .. Encoding.ASCII.GetBytes($"PK\u0003\u0004{Mark}")],
            64,
            48
        ),
        Fine("an author's name", TestPictures.WithPngText(TestPictures.Solid("#336699"), "Author", Mark), 64, 48),
        Fine("200 MB of text in 200 kB", TextBomb(), 64, 48),
    ];

    [OneTimeSetUp]
    public async Task Start() => pictures = await PictureApp.StartAsync("HostilePictures");

    [OneTimeTearDown]
    public Task Stop() => pictures.DisposeAsync().AsTask();

    [TestCaseSource(nameof(Refused)), Property("Promise", "P4"), Property("Promise", "P5"), Property("Promise", "P14")]
    public async Task What_is_no_good_picture_is_refused_at_both_doors(
        byte[] bytes,
        int status,
        string sent,
        string fetched
    )
    {
        using var person = await ApiClient.NewAsync(pictures.App.Address);

        var upload = await person.UploadAsync(bytes, "image/png");
        var answer = await person.GenerateAsync(PictureApp.Body(pictures.Put("hostile.jpg", bytes)));

        Assert.That(((int)upload.Status, upload.Code), Is.EqualTo((status, sent)), upload.Text);
        Assert.That(answer.State, Is.EqualTo("failed"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo($"picture-{fetched}"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [TestCaseSource(nameof(Accepted)), Property("Promise", "P4"), Property("Promise", "P5"), Property("Promise", "P8")]
    public async Task What_is_only_odd_is_taken_at_both_doors_and_comes_out_clean(byte[] bytes, int width, int height)
    {
        using var person = await ApiClient.NewAsync(pictures.App.Address);

        var upload = await person.UploadAsync(bytes, "image/png");
        var answer = await person.GenerateAsync(PictureApp.Body(pictures.Put("odd.jpg", bytes)));

        Assert.That(upload.At("width").GetInt32(), Is.EqualTo(width), upload.Text);
        Assert.That(upload.At("height").GetInt32(), Is.EqualTo(height));
        Assert.That(await StoredAsync(person, upload.Id), Does.Not.Contain(Mark).And.Not.Contain("Exif"));
        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain(Mark));
    }

    private async Task<string> StoredAsync(ApiClient person, string upload)
    {
        var account = (await person.GetAsync("account")).Id;
        var uploads = pictures.App.Services.GetRequiredService<StorageClients>().Uploads;
        var blob = uploads.GetBlobClient($"{account}/{upload}");
        return Encoding.Latin1.GetString((await blob.DownloadContentAsync()).Value.Content);
    }

    private static byte[] Half(string format)
    {
        var whole = TestPictures.Photo(160, 120, format);
        return whole[..(whole.Length / 2)];
    }

    private static byte[] Declared(uint width, uint height, int bytes) =>
        TestPictures.Png(width, height, 8, 2, TestPictures.Deflate(new byte[bytes]));

    private static byte[] Bomb() => TestPictures.Png(20_000, 20_000, 1, 0, TestPictures.DeflatedZeros(20_000L * 2_501));

    private static byte[] TextBomb() =>
        TestPictures.WithPngChunk(
            TestPictures.Solid("#336699"),
            "zTXt",
            [.. "parameters\0\0"u8, .. TestPictures.DeflatedZeros(200L * 1024 * 1024)]
        );

    private static TestCaseData Case(string name, string text) =>
        Case(name, text, 415, "image-format-unsupported", Unsupported);

    private static TestCaseData Case(string name, string text, int status, string sent, string fetched) =>
        Case(name, Encoding.Latin1.GetBytes(text), status, sent, fetched);

    private static TestCaseData Case(string name, byte[] bytes, int status, string sent, string fetched) =>
        new TestCaseData(bytes, status, sent, fetched).SetArgDisplayNames(name);

    private static TestCaseData Fine(string name, byte[] bytes, int width, int height) =>
        new TestCaseData(bytes, width, height).SetArgDisplayNames(name);
}
