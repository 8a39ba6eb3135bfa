namespace AiPromptGen.Prompts.Safety;

/// <summary>What a safety check looked at: the input, a picture that was sent, or the output.</summary>
public static class ContentStages
{
    public const string Input = "input";
    public const string Image = "image";
    public const string Output = "output";

    /// <summary>The stage for a provider's word. An unknown word counts as the output.</summary>
    public static string Of(string word) => word is Input or Image ? word : Output;
}
