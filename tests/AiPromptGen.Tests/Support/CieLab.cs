namespace AiPromptGen.Tests.Support;

/// <summary>The CIE 1976 color difference of two sRGB colors. The product measures in OKLab, so this is independent of its code.</summary>
internal static class CieLab
{
    public static double DeltaE(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        return Math.Sqrt(Math.Pow(a.L - b.L, 2) + Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));
    }

    private static (double L, double A, double B) Of(string hex)
    {
        var rgb = TestPictures.Rgb(hex);
        var (r, g, b) = (Linear(rgb.R), Linear(rgb.G), Linear(rgb.B));
        var x = F(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.95047);
        var y = F((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        var z = F(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16 / 116.0);
}
