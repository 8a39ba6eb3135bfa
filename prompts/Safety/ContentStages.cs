namespace AiPromptGen.Prompts.Safety;

/// <summary>What a safety check looked at.</summary>
public static class ContentStages
{
    public const string Input = "input";
    public const string Image = "image";
    public const string Output = "output";

    /// <summary>A provider's word for it; one that nobody knows is what came out of it.</summary>
    public static string Of(string word) => word is Input or Image ? word : Output;
}
