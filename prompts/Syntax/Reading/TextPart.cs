namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>What a stretch of a finished prompt is.</summary>
internal enum PartKind
{
    /// <summary>Words of the picture.</summary>
    Words,

    /// <summary>"&lt;lora:film:0.8&gt;": which network the tool loads.</summary>
    Network,

    /// <summary>BREAK, AND, "::", ".blend(0.5, 0.5)": how the tool reads the words around it. It also ends a phrase.</summary>
    Instruction,

    /// <summary>"[cat:dog:0.5]", "[a|b]", ".swap(dog)": when the words are drawn. The words themselves follow as parts.</summary>
    Edit,

    /// <summary>"{red, green}": each picture gets one of them. The first follows as words; these are the others.</summary>
    Choice,

    /// <summary>"#C03A2B", for what the words before it name.</summary>
    Color,

    /// <summary>The address of a picture that the tool looks at.</summary>
    Image,
}

/// <summary>One stretch of a finished prompt, in the order of the text. Nothing of the text is in no part.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">For words: what the model reads, without signs. For everything else: as it was written.</param>
internal readonly record struct TextPart(PartKind Kind, string Text)
{
    /// <summary>What all brackets around the words multiply to; 1 is normal.</summary>
    public double Weight { get; init; } = 1;
}

/// <summary>What a setting of a finished prompt is for.</summary>
internal enum SettingRole
{
    Ratio,
    Seed,
    Quality,

    /// <summary>A setting of the tool alone: stylize, steps, sampler.</summary>
    Tool,
}

/// <summary>A flag or a setting of a finished prompt.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Name">The name it is kept under.</param>
/// <param name="Value">As it was written; empty for a flag without a value.</param>
/// <param name="Raw">The whole as it was written: "--ar 16:9", "Steps: 20".</param>
internal sealed record TextSetting(SettingRole Role, string Name, string Value, string Raw)
{
    /// <summary>It stands among the parameters of the structured prompt, not in a field of its own and not as a mistake.</summary>
    public bool IsKept { get; init; }
}
