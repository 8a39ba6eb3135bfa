using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>The texts found in a picture by key: PNG keywords as the file writes them, EXIF tags by their EXIF names.</summary>
internal sealed class PictureTexts
{
    /// <summary>The keyword as PNG writes it (PNG specification, 11.3.3.2). XMP's description has this key too.</summary>
    public const string Description = "Description";
    public const string UserComment = "UserComment";
    public const string Model = "Model";
    public const string Make = "Make";
    public const string ImageDescription = "ImageDescription";
    public const string MakerNote = "MakerNote";

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>Adds a text. Of several with one key the first counts.</summary>
    public void Add(string key, string text) => texts.TryAdd(key, text);

    public string? Find(string key) => texts.GetValueOrDefault(key);

    /// <summary>Texts that were stored as the members of one JSON object.</summary>
    public static PictureTexts Of(JsonElement json)
    {
        var found = new PictureTexts();
        foreach (var member in LenientJson.Scalars(json))
        {
            found.Add(member.Name, member.Value);
        }

        return found;
    }

    /// <summary>The text of a key as a JSON object; null when it is absent or not an object.</summary>
    public JsonDocument? FindJson(string key) => Find(key) is { } text ? Json(text) : null;

    public static JsonDocument? Json(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        var json = LenientJson.Parse(text);
        if (json is { RootElement.ValueKind: JsonValueKind.Object })
        {
            return json;
        }

        json?.Dispose();
        return null;
    }
}
