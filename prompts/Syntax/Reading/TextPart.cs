namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>What a stretch of a finished prompt is.</summary>
internal enum PartKind
{
    /// <summary>Words of the picture.</summary>
    Words,

    /// <summary>"&lt;lora:film:0.8&gt;": a network that the tool loads.</summary>
    Network,

    /// <summary>BREAK, AND, "::", ".blend(0.5, 0.5)": how the tool reads the words around it. It also ends a phrase.</summary>
    Instruction,

    /// <summary>"[cat:dog:0.5]", "[a|b]", ".swap(dog)": when the words are drawn. The words themselves follow as parts.</summary>
    Edit,

    /// <summary>"{red, green}": each picture gets one of these options. The first one follows as words; this part has the others.</summary>
    Choice,

    /// <summary>"#C03A2B", a color of what the words before it name.</summary>
    Color,

    /// <summary>The address of a picture that the tool looks at.</summary>
    Image,
}

/// <summary>One stretch of a finished prompt. The parts are in the order of the text, and together they contain all of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">For words, what the model reads, without signs. For everything else, the text as it was written.</param>
internal readonly record struct TextPart(PartKind Kind, string Text)
{
    /// <summary>The product of the weights of all brackets around the words; 1 is normal.</summary>
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
/// <param name="Name">The name under which it is kept.</param>
/// <param name="Value">As it was written; empty for a flag without a value.</param>
/// <param name="Raw">The whole setting as it was written: "--ar 16:9", "Steps: 20".</param>
internal sealed record TextSetting(SettingRole Role, string Name, string Value, string Raw)
{
    /// <summary>Whether it is among the parameters of the structured prompt, and not in a field of its own or among the mistakes.</summary>
    public bool IsKept { get; init; }
}
