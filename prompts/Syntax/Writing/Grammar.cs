namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>How a family of targets writes: one instance may serve many targets.</summary>
internal abstract class Grammar
{
    /// <summary>The finished prompt of the pieces that are left.</summary>
    public abstract string Compose(RenderingState state);

    /// <summary>Makes a text harmless: nothing in it may act as syntax.</summary>
    public abstract string Escape(string text);

    /// <summary>Words with a weight other than 1; the words alone where the target has no weights.</summary>
    public virtual string Weighed(string text, double weight) => text;

    /// <summary>Whether <see cref="Weighed"/> can say this weight.</summary>
    public virtual bool CanWeigh(double weight) => false;

    /// <summary>Whether a finished prompt in JSON is that of this target, whose members it has; other grammars have one form.</summary>
    public virtual bool IsOwn(string prompt) => true;

    /// <summary>For targets of JSON form: whether a piece beside subject and setting has a member of its own.</summary>
    public virtual bool HasPlaceFor(RenderingState state, Piece piece) => piece.Group != SlotGroup.Quality;

    /// <summary>Whether a tool's setting of the structured prompt stands in the rendering's text or parameters.</summary>
    public virtual bool Carries(RenderingState state, ToolParameter setting) => state.Parameters.Contains(setting);

    /// <summary>A finished prompt of this grammar, as it came, with what somebody asked for beside it.</summary>
    public virtual string Amend(string prompt, Amendment wanted) =>
        wanted.Words.Count == 0 ? prompt : Joined(prompt.TrimEnd(' ', ','), wanted);

    private string Joined(string prompt, Amendment wanted)
    {
        var words = string.Join(", ", wanted.Words.Select(Escape));
        return prompt.Length == 0 ? words : $"{prompt}, {words}";
    }

    /// <summary>What the model gets to read of a finished prompt: the words without the syntax.</summary>
    public virtual string Spoken(string prompt) => prompt;
}

/// <summary>What is asked for beside a finished prompt that is given as it came.</summary>
internal sealed class Amendment
{
    /// <summary>Phrases, already worded for the target.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public TargetSize? Size { get; init; }
    public long? Seed { get; init; }

    /// <summary>The quality as the target's own flag says it.</summary>
    public string? Quality { get; init; }

    /// <summary>More that must not appear, separated by commas, where the prompt itself says it.</summary>
    public string Negative { get; init; } = "";

    public bool IsNothing =>
        Words.Count == 0 && Size is null && Seed is null && Quality is null && Negative.Length == 0;
}
