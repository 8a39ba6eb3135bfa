using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Exports;

/// <summary>One array with everything: the structured prompt and what was rendered from it.</summary>
internal sealed class JsonExport : ExportFormat
{
    public override string Id => "json";
    public override string ContentType => "application/json";
    public override string Extension => "json";

    protected override string Head => "[";
    protected override string Separator => ",\n";
    protected override string Tail => "]\n";

    protected override string Write(ExportItem item)
    {
        var file = new ExportedPrompt
        {
            Id = item.Id,
            Title = item.Title,
            Folder = item.Folder,
            Note = item.Note,
            CreatedAt = item.CreatedAt,
            Prompt = item.Prompt,
            Renderings = item.Renderings()
                .ToDictionary(each => each.Target.Id, each => each.Rendering, StringComparer.Ordinal),
        };
        return JsonSerializer.Serialize(file, ExportJson.Readable.ExportedPrompt);
    }
}

internal sealed record ExportedPrompt
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Folder { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required StructuredPrompt Prompt { get; init; }
    public required IReadOnlyDictionary<string, Rendering> Renderings { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ExportedPrompt))]
[JsonSerializable(typeof(string))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>Letters as people write them; the file is no part of a web page.</summary>
    public static ExportJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
