using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// What the name of an input or the kind of a node reveals. There are thousands of kinds, and anybody can add more, so no list of nodes is
/// kept: the names of inputs say what they carry ("text_b", "positive", "basic_pipe"), and links are followed by these names.
/// </summary>
internal static partial class ComfyNames
{
    /// <summary>Whether an input carries wording. Models, files, modes, separators and instructions to a language model do not.</summary>
    public static bool IsText(string name) => TextName().IsMatch(name) && !NoTextName().IsMatch(name);

    public static bool IsSide(string name, TextSide side) =>
        (side == TextSide.Negative ? NegativeName() : PositiveName()).IsMatch(name) && !NoTextName().IsMatch(name);

    public static bool IsConditioning(string name) => ConditioningName().IsMatch(name);

    public static bool IsPipe(string name) => PipeName().IsMatch(name);

    /// <summary>A link that carries something else; the texts behind it may belong to other pictures.</summary>
    public static bool IsOther(string name) => OtherName().IsMatch(name);

    public static bool IsDelimiter(string name) => DelimiterName().IsMatch(name);

    public static bool IsSelector(string name) => SelectorName().IsMatch(name);

    /// <summary>A node that paints: its conditioning describes the picture.</summary>
    public static bool IsSampler(string kind) => SamplerKind().IsMatch(kind);

    /// <summary>A node that paints over a part of the picture.</summary>
    public static bool IsDetailer(string kind) => DetailerKind().IsMatch(kind);

    public static bool IsJoin(string kind) => JoinKind().IsMatch(kind);

    public static bool IsSwitch(string kind) => SwitchKind().IsMatch(kind);

    public static bool IsReplace(string kind) => ReplaceKind().IsMatch(kind);

    public static bool IsDisplay(string kind) => DisplayKind().IsMatch(kind);

    public static bool IsNote(string kind) => NoteKind().IsMatch(kind);

    /// <summary>A node that discards its input, so that the sampler works without a text.</summary>
    public static bool IsZero(string kind) => kind.Contains("ZeroOut", StringComparison.OrdinalIgnoreCase);

    /// <summary>A node whose text counts for a part of the picture only.</summary>
    public static bool IsRegion(string kind) => RegionKind().IsMatch(kind);

    /// <summary>A node that puts a text into a box of the picture and leaves the rest as it was.</summary>
    public static bool IsTextBox(string kind) => kind.Contains("gligen", StringComparison.OrdinalIgnoreCase);

    /// <summary>A node whose texts are names of files.</summary>
    public static bool IsFileNode(string kind) => FileKind().IsMatch(kind);

    /// <summary>The name of a file with a model or a picture, which is never a prompt.</summary>
    public static bool IsFile(string text) => text.Length <= 260 && FileName().IsMatch(text);

    /// <summary>A node that writes a text of its own from its input, so the input is not what the model read.</summary>
    public static bool IsWriter(string kind) => WriterKind().IsMatch(kind);

    /// <summary>A text that its author calls a system prompt, or that begins as those do.</summary>
    public static bool IsInstructions(string title, string text) =>
        InstructionsTitle().IsMatch(title) || InstructionsText().IsMatch(text);

    /// <summary>A node that makes one conditioning from each of its texts.</summary>
    public static bool IsEncoder(ComfyNode node) =>
        node.Class.Contains("Encode", StringComparison.OrdinalIgnoreCase) || node.Find("clip") is { Link: not null };

    private const RegexOptions Any =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 1000;

    [GeneratedRegex(
        "text|prompt|string|caption|wildcard|^(value|t5xxl|clip_l|clip_g|llama|mt5xl|bert|positive|negative|tags|opt_append)$",
        Any,
        Limit
    )]
    private static partial Regex TextName();

    [GeneratedRegex(
        "model|name|mode|path|file|encoder|style|weight|length|len$|size|count|align|color|font|lora|system|instruct|template"
            + "|delimiter|separator|normalization|interpretation|format|type|seed|image|find$|pattern|strength|setting",
        Any,
        Limit
    )]
    private static partial Regex NoTextName();

    [GeneratedRegex("positive|(^|_)pos($|_)|^cond1?$|^cond_?pos", Any, Limit)]
    private static partial Regex PositiveName();

    [GeneratedRegex("negative|(^|_)neg($|_)|uncond", Any, Limit)]
    private static partial Regex NegativeName();

    [GeneratedRegex(@"\bsystem\b|\binstructions?\b|\bprompt template\b", Any, Limit)]
    private static partial Regex InstructionsTitle();

    [GeneratedRegex(
        @"^\s*(you are (an?|the) [^.\n]{0,80}\b(assistant|expert|engineer|writer|model|generator|director|ai)\b|your (task|job|role) is to\b)",
        Any,
        Limit
    )]
    private static partial Regex InstructionsText();

    [GeneratedRegex("cond", Any, Limit)]
    private static partial Regex ConditioningName();

    [GeneratedRegex("pipe|context|ctx|tuple|guider", Any, Limit)]
    private static partial Regex PipeName();

    [GeneratedRegex(
        "model|clip|vae|latent|image|pixels|mask|samples|control_?net|noise|sampler|sigmas|detector|optional_lora|seed|width|height",
        Any,
        Limit
    )]
    private static partial Regex OtherName();

    [GeneratedRegex("delimiter|separator|joiner|^glue$|^sep$", Any, Limit)]
    private static partial Regex DelimiterName();

    [GeneratedRegex("select|index|^input$|^switch$|^choice$|^boolean$|^condition$|^value$|^bool$", Any, Limit)]
    private static partial Regex SelectorName();

    [GeneratedRegex("sampl|guider|hires|refine", Any, Limit)]
    private static partial Regex SamplerKind();

    [GeneratedRegex("detail|upscale|inpaint", Any, Limit)]
    private static partial Regex DetailerKind();

    [GeneratedRegex("concat|join|append|combine|merge|multiline|add(text|string)", Any, Limit)]
    private static partial Regex JoinKind();

    [GeneratedRegex("switch|select|if.?else|choose", Any, Limit)]
    private static partial Regex SwitchKind();

    [GeneratedRegex("replace", Any, Limit)]
    private static partial Regex ReplaceKind();

    [GeneratedRegex("show|display|preview", Any, Limit)]
    private static partial Regex DisplayKind();

    [GeneratedRegex("note$|markdown|savetext|load(image|video)", Any, Limit)]
    private static partial Regex NoteKind();

    [GeneratedRegex("setarea|setmask|gligen|region|areapercent|coupl|areastrength", Any, Limit)]
    private static partial Regex RegionKind();

    [GeneratedRegex("load|save|export|write", Any, Limit)]
    private static partial Regex FileKind();

    [GeneratedRegex(@"\.(safetensors|ckpt|pt|pth|bin|gguf|onnx|sft|png|jpe?g|webp|mp4|yaml|json)$", Any, Limit)]
    private static partial Regex FileName();

    [GeneratedRegex(
        "translat|llm|gpt|ollama|styl|random|generat|caption|florence|interrogat|tagger|enhanc|expan|magic|upsampl|qwen|gemini|claude|chat|joycap|blip|template",
        Any,
        Limit
    )]
    private static partial Regex WriterKind();
}

/// <summary>What a text is for: what should be seen, or what should not.</summary>
internal enum TextSide
{
    Positive,
    Negative,
}
