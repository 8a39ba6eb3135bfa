using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>What a generation is to make: its template expanded, its parent's choices taken on. Pure.</summary>
internal sealed record Wish
{
    /// <summary>Fillings of remixes without a seed start at a number of their own, so that a second remix is another one.</summary>
    private const int Fillings = 1_000_000;

    /// <summary>At least one; further ones come from a template.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    public required IdeaControls Controls { get; init; }
    public PromptRemix? Remix { get; init; }
    public int FirstFilling { get; init; }

    /// <param name="parent">The generation of <see cref="GenerationRequest.ParentId"/>, with its prompt.</param>
    public static Wish Of(Generation generation, Generation? parent)
    {
        var request = generation.Request;
        if (parent?.Prompt is not { } prompt)
        {
            var controls = request.Controls ?? new IdeaControls();
            return new Wish { Texts = TextsOf(request.Idea ?? "", controls), Controls = controls };
        }

        var remix = new PromptRemix
        {
            Parent = prompt,
            ParentId = parent.Id,
            Lock = request.Lock ?? [],
        };
        var choices = RemixRules.ControlsOf(request, parent.Controls ?? parent.Request.Controls);
        return new Wish
        {
            // The parent's text is expanded already; its braces are plain ones.
            Texts = IdeaRules.IsBlank(request.Idea) ? [remix.ParentText] : TextsOf(request.Idea, choices),
            Controls = choices,
            Remix = remix,
            FirstFilling = choices.Seed is null ? 1 + (int)(StableHash.Of(generation.Id) % Fillings) : 0,
        };
    }

    /// <summary>
    /// Every text with the choices, and what is kept of the parent, in the order of the texts: expanding or locking must not
    /// put together what the check of the request alone would refuse.
    /// </summary>
    public IEnumerable<Idea> ToCheck() =>
        Texts.Select(text => new Idea { Text = $"{text}, {Remix?.KeptWords}".TrimEnd(' ', ','), Controls = Controls });

    private static IReadOnlyList<string> TextsOf(string idea, IdeaControls controls) =>
        IdeaVariations.Texts(new Idea { Text = idea, Controls = controls });
}
