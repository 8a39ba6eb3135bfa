namespace AiPromptGen.Prompts.Syntax.Linting;

/// <summary>Finds pairs of words that cannot both be true of one picture. A model mixes them or follows neither.</summary>
internal static class ContradictionLint
{
    private static readonly (string[] One, string[] Other)[] Pairs =
    [
        (["golden hour", "sunset", "sunrise", "dawn"], ["midnight", "midday", "noon", "dead of night"]),
        (
            ["daylight", "bright sunlight", "midday", "noon"],
            ["midnight", "moonlight", "night sky", "starry sky", "nighttime"]
        ),
        (["sunny", "clear sky", "cloudless sky"], ["stormy", "overcast", "thunderstorm", "rainy"]),
        (["summer", "midsummer"], ["winter", "midwinter"]),
        (["indoors", "indoor"], ["outdoors", "outdoor"]),
        (
            ["black and white", "monochrome", "grayscale", "greyscale"],
            ["colorful", "colourful", "vibrant colors", "vivid colors", "vivid colours", "full color", "rainbow"]
        ),
        (["high key", "high-key"], ["low key", "low-key"]),
        (["hard light", "harsh light"], ["soft light", "diffused light", "diffuse light"]),
        (
            ["bird's-eye view", "bird's eye view", "top-down view", "overhead view", "aerial view"],
            ["low angle", "low-angle", "worm's-eye view", "eye-level", "eye level"]
        ),
        (
            ["close-up", "closeup", "extreme close-up", "macro", "headshot"],
            ["wide shot", "extreme wide shot", "establishing shot", "panoramic"]
        ),
        (["shallow depth of field", "bokeh"], ["deep focus", "everything in focus", "sharp throughout"]),
        (["fisheye", "fisheye lens", "wide-angle lens", "ultra-wide lens"], ["telephoto lens", "telephoto"]),
        (["symmetrical", "symmetric"], ["asymmetrical", "asymmetric"]),
        (["minimalist", "minimalism"], ["maximalist", "maximalism"]),
        (
            ["photograph", "photorealistic", "photo", "photography"],
            [
                "watercolor",
                "watercolour",
                "oil painting",
                "pencil drawing",
                "vector art",
                "cartoon",
                "anime",
                "pixel art",
                "line art",
            ]
        ),
    ];

    public static IEnumerable<LintFinding> Check(string text)
    {
        foreach (var (one, other) in Pairs)
        {
            if (First(text, one) is { } a && First(text, other) is { } b)
            {
                yield return Of(a.Term, b.Term).At(b.Start, b.Term.Length);
            }
        }
    }

    /// <summary>Finds pairs in different slots. The finding has the path of the second one.</summary>
    public static IEnumerable<LintFinding> Check(IReadOnlyList<PlacedSlot> slots)
    {
        foreach (var (one, other) in Pairs)
        {
            var a = slots
                .Select(slot => (slot.Path, Hit: First(slot.Slot.Value, one)))
                .FirstOrDefault(p => p.Hit is not null);
            var b = slots
                .Select(slot => (slot.Path, Hit: First(slot.Slot.Value, other)))
                .FirstOrDefault(p => p.Hit is not null);
            if (a.Hit is { } first && b.Hit is { } second)
            {
                yield return Of(first.Term, second.Term) with
                {
                    Path = b.Path,
                };
            }
        }
    }

    public static LintFinding Of(string one, string other) =>
        LintFinding.Of(LintSeverity.Warning, "contradiction", $"“{one}” and “{other}” exclude each other; keep one.");

    private static (string Term, int Start)? First(string text, string[] terms)
    {
        foreach (var term in terms)
        {
            foreach (var start in Occurrences.Of(text, term))
            {
                if (!IsNegated(text, start))
                {
                    return (term, start);
                }
            }
        }

        return null;
    }

    private static bool IsNegated(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        foreach (var word in (string[])["no", "not", "without", "not a", "not an"])
        {
            if (
                before.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                && (before.Length == word.Length || !char.IsLetterOrDigit(before[^(word.Length + 1)]))
            )
            {
                return true;
            }
        }

        return false;
    }
}
