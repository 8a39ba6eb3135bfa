using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>
/// A remix: locked fields of the parent's prompt stay, swapped choices replace its choices, its other choices are taken on, and
/// what the engine had added is chosen anew.
/// </summary>
internal static class RemixRules
{
    /// <summary>Each choice with the field that it fills, which cannot be locked while the choice is swapped.</summary>
    private static readonly (string Choice, string Field, Func<IdeaControls, string?> Get)[] Choices =
    [
        ("style", "styles", c => c.Style),
        ("medium", "medium", c => c.Medium),
        ("lighting", "lighting", c => c.Lighting),
        ("camera", "camera", c => c.Camera),
        ("composition", "composition", c => c.Composition),
        ("mood", "mood", c => c.Mood),
        ("palette", "palette", c => c.Palette),
        ("aspectRatio", "aspectRatio", c => c.AspectRatio),
        ("quality", "quality", c => c.Quality),
        ("negative", "negatives", c => c.Negative),
        ("shot", "video", c => c.Shot),
        ("motion", "video", c => c.Motion),
        ("cameraMove", "video", c => c.CameraMove),
        ("duration", "video", c => c.Duration),
    ];

    public static IEnumerable<ProblemError> Mistakes(GenerationRequest request)
    {
        if (request.ParentId is null)
        {
            return request.Lock is null && request.Swap is null
                ? []
                : [new ProblemError("parentId", "parent-missing", "Say which generation lock and swap are about.")];
        }

        if (request.Kind == GenerationKind.ImageToPrompt)
        {
            return
            [
                new ProblemError(
                    "parentId",
                    "parent-unexpected",
                    "A remix is text-to-prompt or text-to-image, whatever its parent."
                ),
            ];
        }

        return Ids.IsValid(request.ParentId)
            ? LockMistakes(request.Lock ?? []).Concat(SwapMistakes(request))
            : [new ProblemError("parentId", "parent-id-invalid", "Send the id of a generation.")];
    }

    /// <summary>The choices that the remix is made with: its swaps come first, then its controls, then its parent's.</summary>
    public static IdeaControls ControlsOf(GenerationRequest request, IdeaControls? parents)
    {
        var own = request.Controls ?? new IdeaControls { Detail = parents?.Detail ?? DetailLevel.Light };
        var (swap, past) = (request.Swap ?? new RemixSwap(), parents ?? new IdeaControls());
        return own with
        {
            Style = swap.Style ?? own.Style ?? past.Style,
            Medium = swap.Medium ?? own.Medium ?? past.Medium,
            Lighting = swap.Lighting ?? own.Lighting ?? past.Lighting,
            Camera = swap.Camera ?? own.Camera ?? past.Camera,
            Composition = swap.Composition ?? own.Composition ?? past.Composition,
            Mood = swap.Mood ?? own.Mood ?? past.Mood,
            Palette = swap.Palette ?? own.Palette ?? past.Palette,
            AspectRatio = swap.AspectRatio ?? own.AspectRatio ?? past.AspectRatio,
            Quality = swap.Quality ?? own.Quality ?? past.Quality,
            Negative = swap.Negative ?? own.Negative ?? past.Negative,
            Shot = swap.Shot ?? own.Shot ?? past.Shot,
            Motion = swap.Motion ?? own.Motion ?? past.Motion,
            CameraMove = swap.CameraMove ?? own.CameraMove ?? past.CameraMove,
            Duration = swap.Duration ?? own.Duration ?? past.Duration,
            Language = own.Language ?? (IdeaRules.IsBlank(request.Idea) ? past.Language : null),
        };
    }

    private static IEnumerable<ProblemError> LockMistakes(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count && i < 50; i++)
        {
            if (!PromptLocks.Fields.Contains(names[i], StringComparer.Ordinal))
            {
                var known = string.Join(", ", PromptLocks.Fields);
                yield return new ProblemError($"lock[{i}]", "lock-unknown", $"Fields that can be locked: {known}.");
            }
            else if (names.Take(i).Contains(names[i], StringComparer.Ordinal))
            {
                yield return new ProblemError($"lock[{i}]", "lock-repeated", "Name each field once.");
            }
        }
    }

    private static IEnumerable<ProblemError> SwapMistakes(GenerationRequest request)
    {
        var (swap, controls) = (AsControls(request.Swap ?? new RemixSwap()), request.Controls ?? new IdeaControls());
        foreach (var mistake in ControlRules.Mistakes(swap with { AspectRatio = NullIfEmpty(swap.AspectRatio) }))
        {
            yield return mistake with
            {
                Member = mistake.Member.Replace("controls.", "swap.", StringComparison.Ordinal),
            };
        }

        foreach (var (choice, locked, get) in Choices)
        {
            var (swapped, chosen) = (get(swap) is not null, get(controls) is not null);
            if (swapped && chosen)
            {
                yield return new ProblemError($"swap.{choice}", "swap-repeated", "Say it in swap or in controls.");
            }

            if ((swapped || chosen) && (request.Lock ?? []).Contains(locked, StringComparer.Ordinal))
            {
                var member = swapped ? $"swap.{choice}" : $"controls.{choice}";
                yield return new ProblemError(member, "swap-locked", "Lock a field or choose it anew, not both.");
            }
        }
    }

    private static IdeaControls AsControls(RemixSwap swap) =>
        new()
        {
            Style = swap.Style,
            Medium = swap.Medium,
            Lighting = swap.Lighting,
            Camera = swap.Camera,
            Composition = swap.Composition,
            Mood = swap.Mood,
            Palette = swap.Palette,
            AspectRatio = swap.AspectRatio,
            Quality = swap.Quality,
            Negative = swap.Negative,
            Shot = swap.Shot,
            Motion = swap.Motion,
            CameraMove = swap.CameraMove,
            Duration = swap.Duration,
        };

    private static string? NullIfEmpty(string? text) => text is "" ? null : text;
}

/// <summary>The choices to replace, with the names of the controls. An empty text lets the engine choose anew.</summary>
public sealed record RemixSwap
{
    public string? Style { get; init; }
    public string? Medium { get; init; }
    public string? Lighting { get; init; }
    public string? Camera { get; init; }
    public string? Composition { get; init; }
    public string? Mood { get; init; }
    public string? Palette { get; init; }
    public string? AspectRatio { get; init; }
    public string? Quality { get; init; }
    public string? Negative { get; init; }
    public string? Shot { get; init; }
    public string? Motion { get; init; }
    public string? CameraMove { get; init; }
    public string? Duration { get; init; }
}
