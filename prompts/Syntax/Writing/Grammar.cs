namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>How a family of targets writes its prompts. One instance may serve many targets.</summary>
internal abstract class Grammar
{
    /// <summary>Writes the finished prompt of the remaining pieces.</summary>
    public abstract string Compose(RenderingState state);

    /// <summary>Changes a text so that nothing in it can act as syntax.</summary>
    public abstract string Escape(string text);

    /// <summary>Writes words with a weight other than 1; only the words when the target has no weights.</summary>
    public virtual string Weighed(string text, double weight) => text;

    /// <summary>Whether <see cref="Weighed"/> can write this weight.</summary>
    public virtual bool CanWeigh(double weight) => false;

    /// <summary>Whether a finished prompt in JSON has the members of this target. Grammars without JSON have one form only.</summary>
    public virtual bool IsOwn(string prompt) => true;

    /// <summary>For JSON targets: whether a piece, other than subject and setting, has a member of its own.</summary>
    public virtual bool HasPlaceFor(RenderingState state, Piece piece) => piece.Group != SlotGroup.Quality;

    /// <summary>Whether a tool's setting of the structured prompt is in the text or the parameters of the rendering.</summary>
    public virtual bool Carries(RenderingState state, ToolParameter setting) => state.Parameters.Contains(setting);

    /// <summary>A finished prompt of this grammar, otherwise unchanged, with what was asked for beside it.</summary>
    public virtual string Amend(string prompt, Amendment wanted) =>
        wanted.Words.Count == 0 ? prompt : Joined(prompt.TrimEnd(' ', ','), wanted);

    private string Joined(string prompt, Amendment wanted)
    {
        var words = string.Join(", ", wanted.Words.Select(Escape));
        return prompt.Length == 0 ? words : $"{prompt}, {words}";
    }

    /// <summary>The words of a finished prompt that the model reads, without the syntax.</summary>
    public virtual string Spoken(string prompt) => prompt;
}

/// <summary>What is asked for beside a finished prompt that is otherwise written unchanged.</summary>
internal sealed class Amendment
{
    /// <summary>Phrases, already worded for the target.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public TargetSize? Size { get; init; }
    public long? Seed { get; init; }

    /// <summary>The quality in the form of the target's own flag.</summary>
    public string? Quality { get; init; }

    /// <summary>Further things that must not appear, separated by commas, when the prompt itself has to name them.</summary>
    public string Negative { get; init; } = "";

    public bool IsNothing =>
        Words.Count == 0 && Size is null && Seed is null && Quality is null && Negative.Length == 0;
}
