namespace AiPromptGen.Prompts.Structure;

/// <summary>
/// One picture described once. Providers, image metadata and the embedded engine fill it; the renderer turns it into any
/// target's own language. Price, route and safety belong to the generation, not here. From outside:
/// a value has at most 4,000 characters, an id or name 200, a list 50 items, all texts together 32 KiB
/// (<see cref="StructuredPromptRules"/>). The initializers repeat the defaults because
/// generated JSON readers call them with default values for absent fields.
/// </summary>
public sealed record StructuredPrompt
{
    /// <summary>Raised when a field changes its meaning; added fields keep it.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>2⁵³ − 1: tools roll seeds beyond 32 bits, and JavaScript reads no larger number exactly.</summary>
    public const long LargestSeed = 9_007_199_254_740_991;

    public int SchemaVersion
    {
        get;
        init => field = value == 0 ? CurrentSchemaVersion : value;
    } = CurrentSchemaVersion;

    /// <summary>The generation this one was remixed from.</summary>
    public string? ParentId { get; init; }

    public IdeaText? Idea { get; init; }

    /// <summary>A finished prompt found as it was written; a target of the same grammar gives exactly it.</summary>
    public VerbatimPrompt? Verbatim { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public IReadOnlyList<Subject> Subjects
    {
        get;
        init => field = value ?? [];
    } = [];
    public Setting Setting
    {
        get;
        init => field = value ?? new();
    } = new();

    /// <summary>How the subjects stand to each other.</summary>
    public IReadOnlyList<Slot> Relations
    {
        get;
        init => field = value ?? [];
    } = [];

    public Slot? Medium { get; init; }
    public IReadOnlyList<Slot> Styles
    {
        get;
        init => field = value ?? [];
    } = [];
    public ContentClass? ContentClass { get; init; }
    public Composition Composition
    {
        get;
        init => field = value ?? new();
    } = new();
    public Camera Camera
    {
        get;
        init => field = value ?? new();
    } = new();
    public Lighting Lighting
    {
        get;
        init => field = value ?? new();
    } = new();

    /// <summary>Only for targets that make moving pictures.</summary>
    public Video Video
    {
        get;
        init => field = value ?? new();
    } = new();
    public IReadOnlyList<Slot> Mood
    {
        get;
        init => field = value ?? [];
    } = [];
    public IReadOnlyList<PaletteColor> Palette
    {
        get;
        init => field = value ?? [];
    } = [];
    public IReadOnlyList<TextElement> Text
    {
        get;
        init => field = value ?? [];
    } = [];
    public AspectRatio? AspectRatio { get; init; }
    public Slot? Quality { get; init; }
    public DetailLevel Detail { get; init; } = DetailLevel.Light;
    public int Variations
    {
        get;
        init => field = value == 0 ? 1 : value;
    } = 1;
    public long? Seed { get; init; }
    public IReadOnlyList<Negative> Negatives
    {
        get;
        init => field = value ?? [];
    } = [];
    public IReadOnlyList<ToolParameter> Parameters
    {
        get;
        init => field = value ?? [];
    } = [];
}
