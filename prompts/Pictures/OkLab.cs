using System.Globalization;
using System.Runtime.InteropServices;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>Björn Ottosson's perceptual color space: https://bottosson.github.io/posts/oklab/ (public domain).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OkLab(float L, float A, float B)
{
    private const float LightnessWeight = 0.6f;
    private const float HueWeight = 2;

    private static readonly float[] Linear = BuildLinear();

    public float Chroma => MathF.Sqrt((A * A) + (B * B));

    public static OkLab FromRgb(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear[red], Linear[green], Linear[blue]);
        var l = MathF.Cbrt((0.4122214708f * r) + (0.5363325363f * g) + (0.0514459929f * b));
        var m = MathF.Cbrt((0.2119034982f * r) + (0.6806995451f * g) + (0.1073969566f * b));
        var s = MathF.Cbrt((0.0883024619f * r) + (0.2817188376f * g) + (0.6299787005f * b));
        return new OkLab(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s)
        );
    }

    public static OkLab FromHex(string hex)
    {
        var rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return FromRgb((byte)(rgb >> 16), (byte)(rgb >> 8 & 0xFF), (byte)(rgb & 0xFF));
    }

    public string ToHex()
    {
        var l = Cube(L + (0.3963377774f * A) + (0.2158037573f * B));
        var m = Cube(L - (0.1055613458f * A) - (0.0638541728f * B));
        var s = Cube(L - (0.0894841775f * A) - (1.2914855480f * B));
        var red = Encode((4.0767416621f * l) - (3.3077115913f * m) + (0.2309699292f * s));
        var green = Encode((-1.2684380046f * l) + (2.6097574011f * m) - (0.3413193965f * s));
        var blue = Encode((-0.0041960863f * l) - (0.7034186147f * m) + (1.7076147010f * s));
        return $"#{red:X2}{green:X2}{blue:X2}";
    }

    public float DistanceSquared(OkLab other)
    {
        var (l, a, b) = (L - other.L, A - other.A, B - other.B);
        return (l * l) + (a * a) + (b * b);
    }

    /// <summary>
    /// The squared distance by which people name and recognize colors. Hue and chroma count more than lightness, because light and shadow
    /// change the lightness of a thing, but hardly its hue.
    /// </summary>
    public float DifferenceSquared(OkLab other)
    {
        var (l, a, b) = (L - other.L, A - other.A, B - other.B);
        return (LightnessWeight * l * l) + (HueWeight * ((a * a) + (b * b)));
    }

    private static float Cube(float value) => value * value * value;

    private static byte Encode(float linear)
    {
        var value = linear <= 0.0031308f ? 12.92f * linear : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
        return (byte)Math.Clamp(MathF.Round(value * 255), 0, 255);
    }

    private static float[] BuildLinear()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i / 255f;
            table[i] = value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
        }

        return table;
    }
}
