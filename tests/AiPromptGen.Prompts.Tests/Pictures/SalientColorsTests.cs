using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;
using NetVips;

namespace AiPromptGen.Tests.Prompts.Pictures;

/// <summary>What a person looking at the picture would say first: the small vivid thing, the hue, that it is a page.</summary>
[TestFixture]
public sealed class SalientColorsTests
{
    private static readonly (string Name, string Hex)[] Vivid =
    [
        ("red", "#D8202A"),
        ("yellow", "#F2C81E"),
        ("green", "#1FA34A"),
        ("blue", "#1E56D8"),
        ("pink", "#E83E9A"),
        ("orange", "#F07818"),
    ];

    private static readonly string[] Grounds = ["#8A8F94", "#4A3B2E", "#D9D2C4", "#5C6B7A", "#2E3A2C", "#1A1C22"];

    /// <summary>A hat of about three percent, in light and shadow, before a wall that is not even.</summary>
    [Test]
    public void A_small_vivid_thing_is_in_the_palette_with_its_hue(
        [ValueSource(nameof(Vivid))] (string Name, string Hex) thing,
        [ValueSource(nameof(Grounds))] string ground
    )
    {
        var facts = PictureMeter.Measure(Hat(thing.Hex, ground));
        var wanted = OkLab.FromHex(thing.Hex);

        Assert.That(
            facts.Palette.Where(color =>
                OkLab.FromHex(color.Hex) is { Chroma: > 0.1f } found && Turn(found, wanted) < 25
            ),
            Is.Not.Empty,
            string.Join(", ", facts.Palette)
        );
    }

    [Test]
    public void A_red_hat_is_called_red()
    {
        var prompt = PictureComposer.Compose(PictureMeter.Measure(Hat("#D8202A", "#8A8F94")), null, null, new(), "");

        Assert.That(
            string.Join(", ", prompt.Palette.Select(color => color.Name.Value)),
            Does.Match("red|scarlet|crimson|cardinal").And.Not.Match("mahogany|taupe|brown|umber")
        );
    }

    /// <summary>Every color with a hue to be seen: its name's own color is of about the same hue.</summary>
    [Test]
    public void A_name_is_of_the_hue_that_is_seen()
    {
        var wrong = new List<string>();
        for (var rgb = 0; rgb < 1 << 24; rgb += 0x050709)
        {
            var hex = $"#{rgb:X6}";
            var color = OkLab.FromHex(hex);
            var named = OkLab.FromHex(
                PromptLibrary
                    .Instance.Colors.First(entry =>
                        entry.IsMeasured && entry.Name.Equals(ColorNames.Nearest(color), StringComparison.Ordinal)
                    )
                    .Hex
            );
            if (color.Chroma > 0.04 && (named.Chroma < 0.012 || Turn(color, named) > 45))
            {
                wrong.Add($"{hex} {ColorNames.Nearest(color)}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("#5E7690")]
    [TestCase("#6B7F92")]
    [TestCase("#4C6078")]
    [TestCase("#7D93A8")]
    public void Blue_grey_is_a_blue_or_a_grey(string hex) =>
        Assert.That(
            PictureMeter.Measure(TestPictures.Solid(hex)).Palette.Single().Name,
            Does.Match("blue|grey|denim|pewter")
        );

    [TestCase("#F4F1E8", "#1C1A18", 0, ".png")]
    [TestCase("#F4F1E8", "#1C1A18", 9, ".jpg[Q=80]")]
    [TestCase("#E9E2CF", "#3A332A", 14, ".jpg[Q=60]")]
    [TestCase("#FFFFFF", "#000000", 0, ".png")]
    [TestCase("#1E1E24", "#E8E8EC", 0, ".png")]
    public void A_page_of_text_is_told_from_a_photograph(string paper, string ink, int noise, string format)
    {
        var facts = PictureMeter.Measure(Page(paper, ink, noise, format));

        Assert.That(facts.Medium, Is.Not.Null);
        Assert.That((facts.Medium!.Class, facts.Medium.IsText), Is.EqualTo((ContentClass.Art, true)));
    }

    [TestCase(0, ".png")]
    [TestCase(8, ".jpg[Q=80]")]
    public void A_drawing_in_lines_is_no_photograph_and_no_page(int noise, string format)
    {
        var facts = PictureMeter.Measure(Rings(noise, format));

        Assert.That((facts.Medium?.Class, facts.Medium?.IsText), Is.EqualTo((ContentClass.Art, false)));
    }

    [Test]
    public void A_real_photograph_is_one() =>
        Assert.That(
            PictureMeter.Measure(File.ReadAllBytes(Path.Combine(Repository.Root, "docs/example.jpg"))).Medium,
            Is.Null.Or.Property(nameof(MediumCue.Class)).EqualTo(ContentClass.Photo)
        );

    private static byte[] Hat(string hex, string ground) =>
        TestPictures.Draw(
            400,
            300,
            (x, y) =>
            {
                var (dx, dy) = ((x - 210) / 44.0, (y - 90) / 26.0);
                var isHat = (dx * dx) + (dy * dy) < 1;
                var light = isHat ? 1.05 - (0.5 * ((dx + 1) / 2)) : 0.85 + (0.3 * y / 300.0);
                return Lit(TestPictures.Rgb(isHat ? hex : ground), light, Noise(x, y, 10));
            },
            ".png"
        );

    private static byte[] Page(string paper, string ink, int noise, string format)
    {
        Vips.EnsureConfigured();
        const string words =
            "The quick brown fox jumps over the lazy dog while the river runs slowly past the old mill. ";
        using var text = Image.Text(string.Concat(Enumerable.Repeat(words, 14)), width: 700, dpi: 110);
        using var page = text.Embed(90, 110, 880, 1180);
        var coverage = page.WriteToMemory<byte>();
        var (from, to) = (TestPictures.Rgb(paper), TestPictures.Rgb(ink));
        return TestPictures.Draw(
            880,
            1180,
            (x, y) =>
            {
                var part = coverage[(y * 880) + x] / 255.0;
                var mixed = (Mix(from.R, to.R, part), Mix(from.G, to.G, part), Mix(from.B, to.B, part));
                return Lit(mixed, 1, Noise(x, y, noise));
            },
            format
        );
    }

    private static byte[] Rings(int noise, string format) =>
        TestPictures.Draw(
            400,
            400,
            (x, y) =>
            {
                var far = Math.Sqrt(((x - 200.0) * (x - 200)) + ((y - 200.0) * (y - 200)));
                var isLine = far < 170 && far % 34 < 2.2;
                return Lit(
                    isLine ? ((byte)30, (byte)28, (byte)26) : ((byte)246, (byte)243, (byte)236),
                    1,
                    Noise(x, y, noise)
                );
            },
            format
        );

    private static byte Mix(byte from, byte to, double part) => (byte)(from + ((to - from) * part));

    private static (byte R, byte G, byte B) Lit((byte R, byte G, byte B) color, double light, double noise)
    {
        byte Channel(byte value) => (byte)Math.Clamp((value * light) + noise, 0, 255);
        return (Channel(color.R), Channel(color.G), Channel(color.B));
    }

    /// <summary>Grain that is the same at every run.</summary>
    private static double Noise(int x, int y, int size) =>
        size * ((unchecked((x * 73856093) ^ (y * 19349663)) & 0x3FF) / 512.0 - 1);

    /// <summary>Degrees between two hues.</summary>
    private static double Turn(OkLab one, OkLab other)
    {
        var turn = Math.Abs(Math.Atan2(one.B, one.A) - Math.Atan2(other.B, other.A)) * 180 / Math.PI;
        return Math.Min(turn, 360 - turn);
    }
}
