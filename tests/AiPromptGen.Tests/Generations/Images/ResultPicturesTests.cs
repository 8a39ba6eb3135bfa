using System.Text;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using NetVips;

namespace AiPromptGen.Tests.Generations.Images;

/// <summary>The bytes of a picture from a provider are checked as strictly as an upload.</summary>
[TestFixture]
internal sealed class ResultPicturesTests
{
    private const string Marker = "xanthoria";

    private readonly ResultPictures pictures = new(TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => pictures.Dispose();

    [Test, Property("Promise", "P10")]
    public async Task Neither_metadata_nor_a_tail_survives()
    {
        var png = TestPictures.WithPngText(TestPictures.Gradient("#102040", "#F08030"), "parameters", Marker);
        byte[] polyglot = [.. png, .. Encoding.ASCII.GetBytes($"<script>{Marker}</script>")];

        var clean = (await CleanAsync(polyglot)).Single().Image;

        Assert.That(Encoding.Latin1.GetString(clean.Bytes.Span), Does.Not.Contain(Marker).And.Not.Contain("<script"));
        Assert.That((clean.Format, clean.Width, clean.Height), Is.EqualTo((PictureFormat.Png, 320, 240)));
        using var before = Image.NewFromBuffer(png);
        using var after = Image.NewFromBuffer(clean.Bytes.ToArray());
        using var difference = (before - after).Abs();
        Assert.That(difference.Max(), Is.Zero, "a PNG loses nothing");
    }

    [Test]
    public async Task A_large_picture_is_not_shrunk()
    {
        var clean = (await CleanAsync(TestPictures.Solid("#336699", 3000, 40, ".jpg"))).Single().Image;

        Assert.That((clean.Width, clean.Format), Is.EqualTo((3000, PictureFormat.Jpeg)));
    }

    [Test]
    public async Task What_cannot_be_read_is_left_out_and_the_others_keep_their_order()
    {
        var (red, blue) = (TestPictures.Solid("#FF0000", 20, 10), TestPictures.Solid("#0000FF", 30, 10));

        var clean = await CleanAsync(red, "<html>no</html>"u8.ToArray(), red[..60], [], blue);

        Assert.That(clean.Select(picture => picture.Image.Width), Is.EqualTo(new[] { 20, 30 }));
        Assert.That(clean.Select(picture => picture.RevisedPrompt), Is.EqualTo(new[] { "0", "4" }));
    }

    [Test]
    public async Task An_answer_without_a_readable_picture_is_unknown()
    {
        var plan = Plan(2);
        var broken = new ProviderResult.Painted([new PaintedPicture("no picture"u8.ToArray(), null)]);

        Assert.That(await plan.TakeAsync(broken, default), Is.InstanceOf<ProviderResult.Unknown>());
        Assert.That(
            await plan.TakeAsync(new ProviderResult.Painted([]), default),
            Is.InstanceOf<ProviderResult.Unknown>()
        );
        var other = new ProviderResult.Composed(new StructuredPrompt());
        Assert.That(await plan.TakeAsync(other, default), Is.InstanceOf<ProviderResult.Unknown>());
    }

    [Test]
    public async Task Not_more_pictures_are_taken_than_were_asked_for()
    {
        var image = new PaintedPicture(TestPictures.Solid("#FF0000"), null);

        var answer = await Plan(2).TakeAsync(new ProviderResult.Painted([image, image, image]), default);

        Assert.That(((ProviderResult.Painted)answer).Clean, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Other_ends_pass_as_they_are()
    {
        ProviderResult[] ends =
        [
            new ProviderResult.Refused("output", ["violence"]),
            new ProviderResult.Invalid("picture-unreadable"),
            new ProviderResult.Misconfigured(),
            new ProviderResult.NotThisRequest(),
            new ProviderResult.Transient(),
        ];
        foreach (var end in ends)
        {
            Assert.That(await Plan(1).TakeAsync(end, default), Is.SameAs(end));
        }
    }

    private PaintingPlan Plan(int count) => new(new StructuredPrompt(), Quality: null, count, pictures);

    private Task<IReadOnlyList<ResultPicture>> CleanAsync(params byte[][] images) =>
        pictures.CleanAsync(images.Select((bytes, i) => new PaintedPicture(bytes, $"{i}")), default);
}
