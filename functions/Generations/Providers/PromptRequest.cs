using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// What a generation is to make, and how a route is asked for it, with its template expanded and its parent's choices taken on. It says
/// nothing about the account, except for the hash that the owner may want a service to have.
/// </summary>
internal sealed record PromptRequest
{
    /// <summary>
    /// Without a seed, a remix starts its fillings at one of this many numbers, so that a second remix differs from the first.
    /// </summary>
    private const int Fillings = 1_000_000;

    public required GenerationKind Kind { get; init; }

    /// <summary>What the prompts are to be about: at least one text, and several when the idea was a template.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The first of <see cref="Texts"/>.</summary>
    public string Idea => Texts[0];

    public required IdeaControls Controls { get; init; }

    /// <summary>
    /// The remix, for an engine that can suit its additions to what is kept. The router puts what is kept into the prompt in any case.
    /// </summary>
    public PromptRemix? Remix { get; init; }

    /// <summary>Where the numbers of variations start.</summary>
    public int FirstFilling { get; init; }
    public Picture? Picture { get; init; }

    /// <summary>What is to be painted, whichever route paints it; null for every kind but text-to-image.</summary>
    public PaintingPlan? Plan { get; init; }

    /// <summary>The same in the language of the route's target; null when nothing is to be painted.</summary>
    public Painting? Painting { get; init; }

    /// <summary>The route's model or deployment.</summary>
    public string Model { get; init; } = "";

    /// <summary>The route's settings for a call. The person's choices are never in it.</summary>
    public ModelRoute Route { get; init; } = new();

    /// <summary>A hash made by <see cref="SafetyIdentifiers"/>; null where the route sends none.</summary>
    public string? SafetyIdentifier { get; init; }

    /// <summary>What earlier attempts at the same route got answers to, so that only the rest is asked for again.</summary>
    public PartialAnswers Partial { get; init; } = new();

    /// <summary>Whether it is a template with several texts, which are asked about one by one, so that one of them can fail alone.</summary>
    public bool HasParts => Painting is null && Texts.Count > 1;

    /// <summary>The choices of a remix, which include those of its parent; null when they are those of the person's request.</summary>
    public IdeaControls? TakenOn => Remix is null ? null : Controls;

    /// <param name="parent">The generation of <see cref="GenerationRequest.ParentId"/>, with its prompt.</param>
    public static PromptRequest From(Generation generation, Generation? parent)
    {
        var request = generation.Request;
        if (parent?.Prompt is not { } prompt)
        {
            var controls = request.Controls ?? new IdeaControls();
            return new PromptRequest
            {
                Kind = request.Kind,
                Texts = TextsOf(request.Idea ?? "", controls),
                Controls = controls,
            };
        }

        var remix = new PromptRemix
        {
            Parent = prompt,
            ParentId = parent.Id,
            Lock = request.Lock ?? [],
        };
        var choices = RemixRules.ControlsOf(request, parent.Controls ?? parent.Request.Controls);
        return new PromptRequest
        {
            Kind = request.Kind,
            // The parent's text is expanded already; its braces are plain ones.
            Texts = IdeaRules.IsBlank(request.Idea) ? [remix.ParentText] : TextsOf(request.Idea, choices),
            Controls = choices,
            Remix = remix,
            FirstFilling = choices.Seed is null ? 1 + (int)(StableHash.Of(generation.Id) % Fillings) : 0,
        };
    }

    /// <summary>
    /// What the content check looks at: every text with the choices and with what is kept of the parent, in the order of the texts.
    /// Expanding or locking must not put together what the check of the request would refuse.
    /// </summary>
    public IEnumerable<Idea> ToCheck() =>
        Texts.Select(text => new Idea { Text = $"{text}, {Remix?.KeptWords}".TrimEnd(' ', ','), Controls = Controls });

    /// <summary>The request as this route is asked.</summary>
    public PromptRequest For(ModelRoute route) =>
        this with
        {
            Model = route.Model,
            Route = route,
            SafetyIdentifier = route.SafetyIdentifier ? SafetyIdentifier : null,
            Painting = Plan?.PaintingFor(route) ?? Painting,
            Partial = new PartialAnswers(),
        };

    /// <summary>The prompt with what is kept of the parent.</summary>
    public StructuredPrompt Keep(StructuredPrompt prompt) => Remix?.Apply(prompt) ?? prompt;

    private static IReadOnlyList<string> TextsOf(string idea, IdeaControls controls) =>
        IdeaVariations.Texts(new Idea { Text = idea, Controls = controls });
}
