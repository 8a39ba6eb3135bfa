using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>The user message: everything that a provider is sent about one request, and nothing about the account.</summary>
internal sealed record ChatData
{
    public required string Idea { get; init; }
    public required int Descriptions { get; init; }
    public DetailLevel? Detail { get; init; }
    public ChatChoices? Chosen { get; init; }
    public string? Avoid { get; init; }
    public ChatMeasures? Measured { get; init; }

    public static ChatData From(string text, int descriptions, IdeaControls controls, PictureFacts? measured)
    {
        var chosen = new ChatChoices
        {
            Style = controls.Style,
            Medium = controls.Medium,
            Lighting = controls.Lighting,
            Camera = controls.Camera,
            Composition = controls.Composition,
            Mood = controls.Mood,
            Palette = controls.Palette,
            AspectRatio = controls.AspectRatio,
        };
        return new ChatData
        {
            Idea = text,
            Descriptions = descriptions,
            Detail = measured is null ? controls.Detail : null,
            Chosen = chosen == new ChatChoices() ? null : chosen,
            Avoid = controls.Negative,
            Measured = measured is null ? null : ChatMeasures.From(measured),
        };
    }

    /// <summary>Letters of other scripts are written without JSON escapes, which would cost several times as many tokens.</summary>
    private static readonly ChatDataJson Readable = new(
        new JsonSerializerOptions(ChatDataJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public string ToJson() => JsonSerializer.Serialize(this, Readable.ChatData);
}

/// <summary>
/// The measures that a model cannot see well: the share of each color, and the exact ratio. It sees everything else better itself.
/// </summary>
internal sealed record ChatMeasures(IReadOnlyList<ChatColor> Palette, string Ratio)
{
    public static ChatMeasures From(PictureFacts facts) =>
        new(
            [.. facts.Palette.Select(color => new ChatColor(color.Hex, Math.Round(color.Share, 2)))],
            facts.Frame.NearestRatio.ToString()
        );
}

/// <param name="Share">0 to 1 of the picture's area.</param>
internal sealed record ChatColor(string Hex, double Share);

internal sealed record ChatChoices
{
    public string? Style { get; init; }
    public string? Medium { get; init; }
    public string? Lighting { get; init; }
    public string? Camera { get; init; }
    public string? Composition { get; init; }
    public string? Mood { get; init; }
    public string? Palette { get; init; }
    public string? AspectRatio { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ChatData))]
internal sealed partial class ChatDataJson : JsonSerializerContext;
