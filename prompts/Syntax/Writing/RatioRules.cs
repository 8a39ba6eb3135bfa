namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Chooses the ratio of a target that is nearest to the wish, and reports it when that is another ratio.</summary>
internal static class RatioRules
{
    /// <summary>The largest number in a ratio; no image model draws anything sensible beyond it.</summary>
    public const int Largest = 10_000;

    public static TargetSize? Choose(RenderingState state)
    {
        if (state.Prompt.AspectRatio is not { } wish)
        {
            return null;
        }

        if (wish.Width is < 1 or > Largest || wish.Height is < 1 or > Largest)
        {
            state.Warn(
                "ratio-invalid",
                "The aspect ratio is not a pair of whole numbers; the target's own default is used."
            );
            return null;
        }

        var divisor = GreatestCommonDivisor(wish.Width, wish.Height);
        var (width, height) = (wish.Width / divisor, wish.Height / divisor);
        var sizes = state.Target.Sizes;
        if (sizes.Count == 0)
        {
            return Within(state, width, height);
        }

        var best = Nearest(sizes, width, height);
        // A ratio that the engine itself proposed is not a wish, so nothing is reported.
        if (wish.Source != SlotSource.Library && best.Width * height != width * best.Height)
        {
            state.Warn(
                "ratio-snapped",
                string.Create(
                    null,
                    $"{state.Target.Name} has no {width}:{height}; {best.Width}:{best.Height} is its nearest ratio."
                )
            );
        }

        return best;
    }

    private static TargetSize Within(RenderingState state, int width, int height)
    {
        if (state.Target.LargestRatio is not { } most || (width <= most * height && height <= most * width))
        {
            return new TargetSize(width, height);
        }

        var best = width > height ? new TargetSize(most, 1) : new TargetSize(1, most);
        state.Warn(
            "ratio-snapped",
            string.Create(
                null,
                $"{state.Target.Name} has no {width}:{height}; {best.Width}:{best.Height} is its nearest ratio."
            )
        );
        return best;
    }

    /// <summary>
    /// The nearest size. The distance is measured in the logarithm, so that 2:1 is as far from 1:1 as 1:2 is; of equally near sizes the
    /// first one counts.
    /// </summary>
    internal static TargetSize Nearest(IReadOnlyList<TargetSize> sizes, int width, int height)
    {
        foreach (var size in sizes)
        {
            if (size.Width * height == width * size.Height)
            {
                return size;
            }
        }

        var wish = Math.Log((double)width / height);
        var best = sizes[0];
        var distance = double.MaxValue;
        foreach (var size in sizes)
        {
            var away = Math.Abs(Math.Log((double)size.Width / size.Height) - wish);
            if (away < distance - 1e-9)
            {
                (best, distance) = (size, away);
            }
        }

        return best;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
