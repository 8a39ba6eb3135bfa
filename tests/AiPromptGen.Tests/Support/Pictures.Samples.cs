namespace AiPromptGen.Tests.Support;

/// <summary>Ten pictures drawn pixel by pixel, small enough to be measured without being scaled down first.</summary>
internal static partial class TestPictures
{
    /// <summary>A dark street of houses with lit windows.</summary>
    public static byte[] NightStreet() =>
        Draw(
            360,
            240,
            (x, y) =>
                y < 90 - (20 * (x / 60 % 3)) ? Mix(Rgb("#05070F"), Rgb("#101830"), y / 90.0)
                : (x % 24) is > 6 and < 15 && (y % 30) is > 8 and < 20 && (((x / 24) * 7) + ((y / 30) * 3)) % 5 < 2
                    ? Rgb("#F2B64A")
                : Grain(Rgb("#14161C"), x, y, 6),
            ".png"
        );

    public static byte[] PastelGradient() =>
        Draw(
            320,
            320,
            (x, y) => Mix(Mix(Rgb("#F7C6D9"), Rgb("#C9E4F6"), x / 319.0), Rgb("#FFF1D0"), y / 638.0),
            ".png"
        );

    /// <summary>A small object with a soft shadow on white.</summary>
    public static byte[] HighKeyProduct() =>
        Draw(
            300,
            375,
            (x, y) =>
                Math.Abs(x - 150) < 40 && y is > 150 and < 300
                    ? Mix(Rgb("#B8542F"), Rgb("#E08A5A"), (x - 110) / 80.0)
                    : Grain(
                        Mix(Rgb("#E4E4E6"), Rgb("#FBFBFB"), Math.Min(1, Far(x, y, 150, 305, 2.5, 1) / 110)),
                        x,
                        y,
                        2
                    ),
            ".png"
        );

    public static byte[] MonochromeHills() =>
        Draw(
            375,
            250,
            (x, y) =>
            {
                var ridge = 1 + (int)((y - 90 - (22 * Math.Sin(x / 37.0))) / 45);
                var tone = y < 90 - (22 * Math.Sin(x / 37.0)) ? 226 : 190 - (55 * Math.Min(3, ridge));
                return Grain(Gray(Clip(tone)), x, y, 14);
            },
            ".png"
        );

    /// <summary>Three flat shapes on one flat ground.</summary>
    public static byte[] FlatIllustration() =>
        Draw(
            320,
            320,
            (x, y) =>
                Far(x, y, 110, 120, 1, 1) < 60 ? Rgb("#F4C430")
                : y > 230 ? Rgb("#2F4A32")
                : x is > 180 and < 270 && y > 140 ? Rgb("#C8553D")
                : Rgb("#9FD3D6"),
            ".png"
        );

    /// <summary>Fine detail in the middle, softness around it, warm.</summary>
    public static byte[] PortraitFocus() =>
        Draw(
            288,
            360,
            (x, y) =>
            {
                var far = Far(x, y, 144, 150, 1, 0.8);
                var ground = Mix(Rgb("#6B4A38"), Rgb("#2E231E"), Math.Min(1, y / 360.0));
                return far > 88 ? ground : Grain(Mix(Rgb("#E7B58E"), Rgb("#B97B55"), far / 88), x, y, 26);
            },
            ".png"
        );

    public static byte[] Sunset() =>
        Draw(
            384,
            216,
            (x, y) =>
                Far(x, y, 250, 118, 1, 1) < 18 ? Rgb("#FFF0C0")
                : y > 150 + (9 * Math.Sin(x / 31.0)) ? Grain(Rgb("#1D1420"), x, y, 5)
                : Grain(Mix(Rgb("#3B2A6B"), Rgb("#FF8A3C"), y / 150.0), x, y, 7),
            ".png"
        );

    public static byte[] Tiles() =>
        Draw(
            320,
            320,
            (x, y) => (Math.Abs(x - 159.5) + Math.Abs(y - 159.5)) % 64 < 32 ? Rgb("#0F3D91") : Rgb("#F7F8FA"),
            ".png"
        );

    public static byte[] UnderWater() =>
        Draw(
            384,
            256,
            (x, y) =>
                Grain(
                    Mix(
                        Mix(Rgb("#4FB3C8"), Rgb("#2E86A8"), y / 255.0),
                        Rgb("#6FC7D4"),
                        0.3 + (0.3 * Math.Sin((x / 23.0) + (y / 41.0)))
                    ),
                    x,
                    y,
                    9
                ),
            ".png"
        );

    /// <summary>The same noise on every machine.</summary>
    private static (byte R, byte G, byte B) Grain((byte R, byte G, byte B) color, int x, int y, int strength)
    {
        var hash = unchecked((uint)((x * 374761393) + (y * 668265263)));
        hash = unchecked((hash ^ (hash >> 13)) * 1274126177);
        var noise = (int)((hash ^ (hash >> 16)) % (uint)((2 * strength) + 1)) - strength;
        return (Clip(color.R + noise), Clip(color.G + noise), Clip(color.B + noise));
    }

    private static double Far(int x, int y, double toX, double toY, double flatY, double wideX) =>
        Math.Sqrt(Math.Pow((x - toX) * wideX, 2) + Math.Pow((y - toY) * flatY, 2));
}
