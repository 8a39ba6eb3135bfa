using NetVips;

namespace AiPromptGen.Simulators;

/// <summary>
/// Says what can be measured of a picture: its shape, its light and its two commonest colors. Nothing in it is
/// recognized, but a newcomer sees that the answer belongs to this picture and no other.
/// </summary>
internal static class PictureWords
{
    private const int Grid = 16;

    /// <param name="address">A <c>data:</c> address with the picture's bytes in base64.</param>
    public static string Of(string address)
    {
        try
        {
            var bytes = Convert.FromBase64String(address[(address.IndexOf(',', StringComparison.Ordinal) + 1)..]);
            using var image = Image.NewFromBuffer(bytes);
            using var small = Image.ThumbnailBuffer(bytes, Grid, height: Grid, size: Enums.Size.Force);
            using var srgb = small.Colourspace(Enums.Interpretation.Srgb);
            using var three = srgb.ExtractBand(0, n: 3);
            var pixels = three.WriteToMemory<byte>();
            var names = Enumerable
                .Range(0, pixels.Length / 3)
                .Select(i => Name(pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]))
                .GroupBy(name => name, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(2)
                .Select(group => group.Key);
            return $"a {Shape(image.Width, image.Height)} {Light(pixels)} picture, mostly {string.Join(" and ", names)}";
        }
        catch (Exception unreadable) when (unreadable is VipsException or FormatException)
        {
            return "a picture that the simulator cannot read";
        }
    }

    private static string Shape(int width, int height) =>
        width > height * 1.1 ? "wide"
        : height > width * 1.1 ? "tall"
        : "square";

    private static string Light(byte[] pixels) =>
        pixels.Average(value => value) switch
        {
            < 70 => "dark",
            > 185 => "bright",
            _ => "evenly lit",
        };

    private static string Name(int red, int green, int blue)
    {
        var (most, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        if (most - least < 24)
        {
            return most switch
            {
                < 50 => "black",
                < 120 => "dark grey",
                < 210 => "grey",
                _ => "white",
            };
        }

        var hue = Hue(red, green, blue, most, most - least);
        var name = hue switch
        {
            < 18 or >= 340 => "red",
            < 45 => "orange",
            < 68 => "yellow",
            < 165 => "green",
            < 200 => "teal",
            < 255 => "blue",
            < 290 => "violet",
            _ => "pink",
        };
        return most < 110 ? $"dark {name}" : name;
    }

    private static double Hue(int red, int green, int blue, int most, double span)
    {
        var sixth =
            most == red ? (green - blue) / span
            : most == green ? ((blue - red) / span) + 2
            : ((red - green) / span) + 4;
        return ((sixth * 60) + 360) % 360;
    }
}
