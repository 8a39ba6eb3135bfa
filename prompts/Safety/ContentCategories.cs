namespace AiPromptGen.Prompts.Safety;

/// <param name="Word">A stable word, used in answers, rows and audit rows.</param>
/// <param name="Name">The words that follow "refused for".</param>
/// <param name="Passes">What would be accepted instead.</param>
public sealed record ContentCategory(string Word, string Name, string Passes);

/// <summary>What this app's check or a provider's can find in content, and what a person can do about it.</summary>
public static class ContentCategories
{
    public const string Minors = "sexual-minors";
    public const string Hate = "hate";
    public const string SelfHarm = "self-harm";
    public const string Sexual = "sexual";
    public const string Violence = "violence";
    public const string Jailbreak = "jailbreak";
    public const string ProtectedMaterial = "protected-material";
    public const string IndirectAttack = "indirect-attack";
    public const string Profanity = "profanity";
    public const string BlockList = "blocklist";
    public const string ModelRefusal = "model-refusal";
    public const string Unspecified = "unspecified";
    public const string Other = "other";

    private static readonly ContentCategory[] All =
    [
        new(Minors, "sexual content with a minor", "either of the two without the other"),
        new(Hate, "contempt for a group of people", "the same people, shown with respect"),
        new(SelfHarm, "harm to oneself", "the feeling itself, in a face, a light or the weather, without an injury"),
        new(Sexual, "sexual content", "grown people who are dressed, or a nude without a sexual act"),
        new(Violence, "graphic violence", "the conflict without blood, wounds or cruelty"),
        new(Jailbreak, "instructions to the model", "a plain description of the picture and nothing else"),
        new(
            ProtectedMaterial,
            "protected material",
            "a description in your own words, without quoted text or a known figure"
        ),
        new(IndirectAttack, "instructions hidden in what was sent", "a picture or text without words for the model"),
        new(Profanity, "swear words", "the same picture without them"),
        new(BlockList, "a word on the provider's block list", "the same picture in other words"),
        new(ModelRefusal, "something that the model would not do", "a plainer description of the same picture"),
        new(Unspecified, "a reason that the provider did not give", "a plainer description of the same picture"),
        new(Other, "content that the provider does not take", "a plainer description of the same picture"),
    ];

    /// <summary>The category of a word; <see cref="Other"/> for an unknown word.</summary>
    public static ContentCategory Of(string word) =>
        Array.Find(All, category => string.Equals(category.Word, word, StringComparison.Ordinal)) ?? All[^1];
}
