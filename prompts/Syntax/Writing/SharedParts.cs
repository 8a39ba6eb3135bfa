namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// What the renderings of one prompt for several targets have in common, made once, because an answer usually has the renderings of all
/// targets. It belongs to one call, which uses it on one thread.
/// </summary>
internal sealed class SharedParts(StructuredPrompt prompt)
{
    /// <summary>The only features of a target that change the words of a piece.</summary>
    private const TargetFeatures Wording = TargetFeatures.Video | TargetFeatures.HexColors;

    private readonly List<Wordings> _wordings = [];
    private (IReadOnlyList<SceneThing> Things, string Around)? _things;
    private IReadOnlyList<string>? _counts;
    private string? _gloss;
    private bool _isGlossed;

    /// <summary>Adds to the rendering the pieces, and what is dropped before lengths are counted.</summary>
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

    /// <summary>
    /// The English of the known words of the subject. It is made once, because there is one prompt and so one text and language.
    /// </summary>
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

    /// <summary>
    /// Counts the tokens of the pieces. The budgets of tag targets are in CLIP's tokens, and a piece has the same number in each of them.
    /// </summary>
    private static void CountTokens(List<Piece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i] = pieces[i] with { Tokens = pieces[i].Tokens ?? ClipTokens.Count(pieces[i].Text) };
        }
    }

    /// <summary>Whether this is the prompt itself. Some targets get another form of it, such as its translation, which is not shared.</summary>
    private bool IsShared(StructuredPrompt of) => ReferenceEquals(of, prompt);

    private sealed record Wordings(
        StructuredPrompt Prompt,
        PromptForm Form,
        TargetFeatures Features,
        Piece[] Pieces,
        DroppedSlot[] Dropped
    );
}
