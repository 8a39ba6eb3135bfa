namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// What the renderings of one prompt for several targets have in common, made once: an answer mostly holds all of them.
/// It belongs to one call and is used by one thread.
/// </summary>
internal sealed class SharedParts(StructuredPrompt prompt)
{
    /// <summary>The only features that change the words of a piece.</summary>
    private const TargetFeatures Wording = TargetFeatures.Video | TargetFeatures.HexColors;

    private readonly List<Wordings> _wordings = [];
    private (IReadOnlyList<SceneThing> Things, string Around)? _things;
    private IReadOnlyList<string>? _counts;
    private string? _gloss;
    private bool _isGlossed;

    /// <summary>Puts the pieces and what is dropped before any of them is weighed into the rendering.</summary>
    public void Build(RenderingState state)
    {
        var (form, features) = (state.Target.Form, state.Target.Features & Wording);
        foreach (var one in _wordings)
        {
            if (one.Form == form && one.Features == features && ReferenceEquals(one.Prompt, state.Prompt))
            {
                state.Pieces.AddRange(one.Pieces);
                state.Dropped.AddRange(one.Dropped);
                return;
            }
        }

        PieceBuilder.Build(state);
        if (form == PromptForm.Tags)
        {
            CountTokens(state.Pieces);
        }

        _wordings.Add(new Wordings(state.Prompt, form, features, [.. state.Pieces], [.. state.Dropped]));
    }

    public (IReadOnlyList<SceneThing> Things, string Around) Things(StructuredPrompt of) =>
        IsShared(of) ? _things ??= SceneSplit.ThingsOf(of) : SceneSplit.ThingsOf(of);

    /// <summary>What the known words of the subject mean in English; of one prompt, so of one text and language.</summary>
    public string? Gloss(string phrase, string language)
    {
        if (!_isGlossed)
        {
            (_gloss, _isGlossed) = (GlossReader.English(phrase, language), true);
        }

        return _gloss;
    }

    /// <summary>The tags for how many people are shown.</summary>
    public IReadOnlyList<string> Counts(StructuredPrompt of, Func<StructuredPrompt, IReadOnlyList<string>> count) =>
        IsShared(of) ? _counts ??= count(of) : count(of);

    /// <summary>Targets of tags have budgets in CLIP's tokens, of which a piece has as many in each of them.</summary>
    private static void CountTokens(List<Piece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i] = pieces[i] with { Tokens = pieces[i].Tokens ?? ClipTokens.Count(pieces[i].Text) };
        }
    }

    /// <summary>Some targets get another form of the prompt, such as its translation.</summary>
    private bool IsShared(StructuredPrompt of) => ReferenceEquals(of, prompt);

    private sealed record Wordings(
        StructuredPrompt Prompt,
        PromptForm Form,
        TargetFeatures Features,
        Piece[] Pieces,
        DroppedSlot[] Dropped
    );
}
