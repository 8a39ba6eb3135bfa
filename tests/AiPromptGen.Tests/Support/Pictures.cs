using AiPromptGen.Prompts.Pictures;
using NetVips;

namespace AiPromptGen.Tests.Support;

/// <summary>Pictures drawn by the tests themselves, so that what is in them is known to the pixel.</summary>
internal static partial class TestPictures
{
    public static byte[] Solid(string hex, int width = 64, int height = 48, string format = ".png") =>
        Draw(width, height, (_, _) => Rgb(hex), format);

    /// <summary>Vertical bands of the given widths, in percent.</summary>
    public static byte[] Bands(string format, params (string Hex, int PerCent)[] bands)
    {
        const int scale = 5;
        var columns = bands.SelectMany(band => Enumerable.Repeat(Rgb(band.Hex), scale * band.PerCent)).ToArray();
        return Draw(columns.Length, 300, (x, _) => columns[x], format);
    }

    public static byte[] Gradient(string from, string to, int width = 320, int height = 240, string format = ".png")
    {
        var (a, b) = (Rgb(from), Rgb(to));
        return Draw(width, height, (x, _) => Mix(a, b, (double)x / (width - 1)), format);
    }

    /// <summary>Soft shapes and fine grain with full tonal range, as photographs have them.</summary>
    public static byte[] Photo(int width = 320, int height = 240, string format = ".jpg", int seed = 1)
    {
        var random = new Random(seed);
        var waves = Enumerable
            .Range(0, 9)
            .Select(_ => (X: random.NextDouble() * 0.05, Y: random.NextDouble() * 0.05, P: random.NextDouble() * 6))
            .ToArray();
        var grain = new byte[width * height];
        random.NextBytes(grain);
        return Draw(
            width,
            height,
            (x, y) =>
            {
                var g = (grain[(y * width) + x] - 128) / 6.0;
                double Channel(int k) =>
                    128 + g + (waves.Skip(3 * k).Take(3).Sum(w => Math.Sin((x * w.X) + (y * w.Y) + w.P)) * 40);
                return (Clip(Channel(0)), Clip(Channel(1)), Clip(Channel(2)));
            },
            format
        );
    }

    /// <summary>A fine checkerboard in the middle; around it the same at the given blur in pixels.</summary>
    public static byte[] SharpCenter(double blur, int side = 384)
    {
        using var board = Image(side, side, (x, y) => ((x / 3) + (y / 3)) % 2 == 0 ? Gray(50) : Gray(210));
        using var soft = Image(side, side, (x, y) => ((x / 12) + (y / 12)) % 2 == 0 ? Gray(50) : Gray(210));
        using var blurred = blur > 0 ? soft.Gaussblur(blur) : board.Copy();
        using var middle = board.Crop(side / 4, side / 4, side / 2, side / 2);
        using var whole = blurred.Insert(middle, side / 4, side / 4);
        return whole.WriteToBuffer(".png");
    }

    /// <summary>Half transparent: the left half is clear, the right half has the color.</summary>
    public static byte[] HalfTransparent(string hex, string format = ".png")
    {
        using var color = Image(80, 60, (_, _) => Rgb(hex));
        using var alpha = Image(80, 60, (x, _) => x < 40 ? Gray(0) : Gray(255))[0];
        using var both = color.Bandjoin(alpha);
        return both.WriteToBuffer(format);
    }

    /// <summary>Red, green, blue and white quarters, so that every rotation and mirror image looks different.</summary>
    public static byte[] Quarters(int width = 120, int height = 80, string format = ".jpg[Q=100]") =>
        Draw(
            width,
            height,
            (x, y) =>
                (x < width / 2, y < height / 2) switch
                {
                    (true, true) => Rgb("#FF0000"),
                    (false, true) => Rgb("#00FF00"),
                    (true, false) => Rgb("#0000FF"),
                    _ => Rgb("#FFFFFF"),
                },
            format
        );

    public static byte[] CmykJpeg()
    {
        using var rgb = Image(64, 48, (_, _) => Rgb("#C04020"));
        using var cmyk = rgb.Colourspace(Enums.Interpretation.Cmyk);
        return cmyk.JpegsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    /// <summary>Looks like the sRGB color, but its numbers are those of the wider space named in its profile.</summary>
    public static byte[] DisplayP3Jpeg(string hex)
    {
        using var rgb = Image(64, 48, (_, _) => Rgb(hex));
        using var wide = rgb.IccTransform("p3", inputProfile: "srgb");
        return wide.JpegsaveBuffer(q: 98);
    }

    public static byte[] SixteenBitPng()
    {
        using var rgb = Image(64, 48, (_, _) => Rgb("#3060C0"));
        using var wide = rgb.Colourspace(Enums.Interpretation.Rgb16);
        return wide.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    public static byte[] PalettePng()
    {
        using var rgb = Image(64, 48, (x, _) => x < 32 ? Rgb("#3060C0") : Rgb("#C04020"));
        return rgb.PngsaveBuffer(palette: true, keep: Enums.ForeignKeep.None);
    }

    /// <summary>Three frames: red, green, blue.</summary>
    public static byte[] Animated(string format)
    {
        const int side = 40;
        using var strip = Image(
            side,
            3 * side,
            (_, y) =>
                (y / side) switch
                {
                    0 => Rgb("#FF0000"),
                    1 => Rgb("#00FF00"),
                    _ => Rgb("#0000FF"),
                }
        );
        using var pages = strip.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", side);
            image.Set(GValue.ArrayIntType, "delay", new[] { 100, 100, 100 });
        });
        return pages.WriteToBuffer(format);
    }

    public static byte[] Draw(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel, string format)
    {
        using var image = Image(width, height, pixel);
        return image.WriteToBuffer(format);
    }

    /// <summary>The mean color of a part of a picture, each side given as a fraction.</summary>
    public static (double R, double G, double B) ColorAt(ReadOnlyMemory<byte> picture, double x, double y)
    {
        using var image = NetVips.Image.NewFromBuffer(picture.ToArray());
        var at = image.Getpoint((int)(x * (image.Width - 1)), (int)(y * (image.Height - 1)));
        return (at[0], at[1], at[2]);
    }

    public static (byte R, byte G, byte B) Rgb(string hex)
    {
        var rgb = Convert.FromHexString(hex[1..]);
        return (rgb[0], rgb[1], rgb[2]);
    }

    private static NetVips.Image Image(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel)
    {
        Vips.EnsureConfigured();
        var bytes = new byte[3 * width * height];
        for (var i = 0; i < width * height; i++)
        {
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = pixel(i % width, i / width);
        }

        using var raw = NetVips.Image.NewFromMemory(bytes, width, height, 3, Enums.BandFormat.Uchar);
        using var srgb = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return srgb.CopyMemory();
    }

    private static (byte R, byte G, byte B) Gray(byte value) => (value, value, value);

    private static byte Clip(double value) => (byte)Math.Clamp(value, 0, 255);

    private static (byte R, byte G, byte B) Mix((byte R, byte G, byte B) a, (byte R, byte G, byte B) b, double t) =>
        (Clip(a.R + ((b.R - a.R) * t)), Clip(a.G + ((b.G - a.G) * t)), Clip(a.B + ((b.B - a.B) * t)));
}
