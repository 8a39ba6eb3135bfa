namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>How a family of targets writes: one instance may serve many targets.</summary>
internal abstract class Grammar
{
    /// <summary>The finished prompt of the pieces that are left.</summary>
    public abstract string Compose(Draft draft);

    /// <summary>Makes a text harmless: nothing in it may act as syntax.</summary>
    public abstract string Escape(string text);

    /// <summary>What the model gets to read of a finished prompt: the words without the syntax.</summary>
    public virtual string Spoken(string prompt) => prompt;
}
