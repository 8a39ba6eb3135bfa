namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>The texts found in a picture by key: PNG keywords as written, EXIF tags by their EXIF names.</summary>
internal sealed class PictureTexts
{
    public const string UserComment = "UserComment";
    public const string Model = "Model";

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The first text of a key counts; later ones are ignored.</summary>
    public void Add(string key, string text) => texts.TryAdd(key, text);

    public string? Find(string key) => texts.GetValueOrDefault(key);
}
