namespace AiPromptGen.Prompts.Pictures;

internal static class FrameMeter
{
    private static readonly (int Width, int Height)[] Common =
    [
        (1, 1),
        (5, 4),
        (4, 3),
        (7, 5),
        (3, 2),
        (16, 10),
        (16, 9),
        (2, 1),
        (21, 9),
        (3, 1),
        (4, 5),
        (3, 4),
        (5, 7),
        (2, 3),
        (10, 16),
        (9, 16),
        (1, 2),
        (9, 21),
        (1, 3),
    ];

    public static FrameFacts Measure(int width, int height)
    {
        var ratio = (double)width / height;
        var nearest = Common.MinBy(common => Math.Abs(Math.Log(ratio * common.Height / common.Width)));
        var deviation = Math.Abs((ratio * nearest.Height / nearest.Width) - 1);
        return new FrameFacts(
            width,
            height,
            IsWithinOnePixel(width, height, nearest) ? Of(nearest.Width, nearest.Height) : Reduce(width, height),
            Of(nearest.Width, nearest.Height),
            Math.Round(deviation, 4)
        );
    }

    /// <summary>
    /// Whether the ratio is right within one pixel. Shrinking rounds a side to whole pixels: 6000 × 4000 becomes 2048 × 1365, which still
    /// counts as 3:2.
    /// </summary>
    private static bool IsWithinOnePixel(int width, int height, (int Width, int Height) ratio) =>
        Math.Abs(((double)width * ratio.Height / ratio.Width) - height) < 1
        || Math.Abs(((double)height * ratio.Width / ratio.Height) - width) < 1;

    private static AspectRatio Reduce(int width, int height)
    {
        var (a, b) = (width, height);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return Of(width / a, height / a);
    }

    private static AspectRatio Of(int width, int height) => new(width, height) { Source = SlotSource.Detected };
}
